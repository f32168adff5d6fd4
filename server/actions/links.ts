import { defined } from '#lib/topology/defined.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Topology } from '#lib/topology/model.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { mapLimited } from '#server/collect/map-limited.ts';
import type { EngineClient, LinkInspection } from '#server/engine/engine-client.ts';
import { EngineError } from '#server/engine/engine-error.ts';

/** Enough to be quick, and few enough to leave the engine room for others. */
const inspectsAtATime = 4;

/** A legacy link with the container it leads to, where its host has it. */
export function linkDetail(
  topology: Topology,
  hostId: string,
  link: LinkInspection,
): ContainerDetail['links'][number] {
  const target = indexOf(topology)
    .containersOfHost(hostId)
    .find((container) => leadsTo(link, container));
  return defined({ ...link, containerId: target?.id });
}

/**
 * The legacy links that lead to a container. Only the containers that have them tell of them, so those that share a
 * network with it on its host are asked: elsewhere a link has no effect. Fails as the engine does.
 */
export async function linkedFrom(
  topology: Topology,
  container: Container,
  client: Pick<EngineClient, 'inspectContainer'>,
): Promise<ContainerDetail['linkedFrom']> {
  const index = indexOf(topology);
  const networkIds = index.endpointsOfContainer(container.id).map(({ networkId }) => networkId);
  const neighbours = index
    .containersOfHost(container.hostId)
    .filter(
      ({ id }) =>
        id !== container.id &&
        index.endpointsOfContainer(id).some(({ networkId }) => networkIds.includes(networkId)),
    );
  const found = await mapLimited(neighbours, inspectsAtATime, async (neighbour) => {
    const links = await linksOf(neighbour, client);
    return links
      .filter((link) => leadsTo(link, container))
      .map(({ alias, networkName }) =>
        defined({ from: neighbour.name, containerId: neighbour.id, alias, networkName }),
      );
  });
  return found.flat();
}

async function linksOf({ nativeId }: Container, client: Pick<EngineClient, 'inspectContainer'>) {
  try {
    return (await client.inspectContainer(nativeId)).links;
  } catch (error) {
    // It went while we asked, and its links with it.
    if (error instanceof EngineError && error.kind === 'no-such-container') return [];
    throw error;
  }
}

/** `--link` takes a name or an id; on networks of one's own the engine keeps whichever was given. */
function leadsTo({ to }: LinkInspection, { name, nativeId }: Container): boolean {
  return to === name || (to.length >= 12 && nativeId.startsWith(to));
}
