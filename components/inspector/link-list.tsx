import type { ContainerDetail } from '#lib/wire/detail.ts';
import { ContainerLink } from './links.tsx';

/** The names by which a container knows others through legacy links; on the default bridge there are no others. */
export function LinkList({ links }: { links: ContainerDetail['links'] }) {
  return (
    <ul className="grid gap-1" data-testid="legacy-links">
      {links.map((link) => (
        <li key={`${link.to} ${link.alias} ${link.networkName}`}>
          knows{' '}
          {link.containerId === undefined ? (
            <span className="font-medium">{link.to}</span>
          ) : (
            <ContainerLink id={link.containerId} />
          )}{' '}
          as <span className="font-mono text-xs">{link.alias}</span>
          <span className="text-xs text-muted">
            {link.networkName === undefined ? ', not the other way round' : ` on ${link.networkName}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
