import type { ContainerDetail } from '#lib/wire/detail.ts';
import { ContainerLink } from './links.tsx';

type Links = Pick<ContainerDetail, 'links' | 'linkedFrom'>;

/**
 * Legacy links, both ways: the names by which a container knows others, and by which others know it. On the default
 * bridge there are no other names.
 */
export function LinkList({ links, linkedFrom }: Links) {
  return (
    <ul className="grid gap-1" data-testid="legacy-links">
      {gathered(links, ({ to }) => to).map(({ name, containerId, aliases, networkName }) => (
        <li key={`${name} ${networkName}`}>
          knows {containerId ? <ContainerLink id={containerId} /> : name} as{' '}
          <Names aliases={aliases} networkName={networkName} />
        </li>
      ))}
      {gathered(linkedFrom, ({ from }) => from).map(({ name, containerId, aliases, networkName }) => (
        <li key={`${name} ${networkName}`}>
          is known to {containerId ? <ContainerLink id={containerId} /> : name} as{' '}
          <Names aliases={aliases} networkName={networkName} />
        </li>
      ))}
    </ul>
  );
}

function Names({ aliases, networkName }: { aliases: string[]; networkName: string | undefined }) {
  return (
    <>
      <span className="font-mono text-xs">{aliases.join(', ')}</span>
      <span className="text-xs text-muted">
        {networkName === undefined ? ', not the other way round' : ` on ${networkName}`}
      </span>
    </>
  );
}

interface Gathered {
  name: string;
  containerId: string | undefined;
  aliases: string[];
  networkName: string | undefined;
}

/** All the names that hold between the same two on the same network, as one line. */
function gathered<L extends { alias: string; containerId?: string; networkName?: string }>(
  links: readonly L[],
  nameOf: (link: L) => string,
): Gathered[] {
  const groups = Map.groupBy(links, (link) => JSON.stringify([nameOf(link), link.networkName]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { containerId, networkName } = first;
    return [{ name: nameOf(first), containerId, aliases: group.map(({ alias }) => alias), networkName }];
  });
}
