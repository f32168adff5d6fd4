import type { ReactNode } from 'react';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { ContainerLink } from './links.tsx';

/**
 * Legacy links, both ways: the names by which a container knows others, and by which others know it. On the default
 * bridge there are no other names.
 */
export function LinkList({ links, linkedFrom }: Pick<ContainerDetail, 'links' | 'linkedFrom'>) {
  return (
    <ul className="grid gap-1" data-testid="legacy-links">
      {links.map((link) => (
        <Line key={`to ${link.to} ${link.alias} ${link.networkName}`} link={link}>
          knows{' '}
          {link.containerId === undefined ? (
            <span className="font-medium">{link.to}</span>
          ) : (
            <ContainerLink id={link.containerId} />
          )}{' '}
          as
        </Line>
      ))}
      {linkedFrom.map((link) => (
        <Line key={`from ${link.from} ${link.alias} ${link.networkName}`} link={link}>
          is known to <ContainerLink id={link.containerId} /> as
        </Line>
      ))}
    </ul>
  );
}

function Line({ link, children }: { link: { alias: string; networkName?: string }; children: ReactNode }) {
  return (
    <li>
      {children} <span className="font-mono text-xs">{link.alias}</span>
      <span className="text-xs text-muted">
        {link.networkName === undefined ? ', not the other way round' : ` on ${link.networkName}`}
      </span>
    </li>
  );
}
