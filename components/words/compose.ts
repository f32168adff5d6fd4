import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Network, Topology } from '#lib/topology/model.ts';

/** The Compose project that made a network; undefined for one that Compose did not make. */
function projectOf({ labels }: Network): string | undefined {
  return labels['com.docker.compose.project'];
}

/** The project that made a network and the network's name in its file: “shop / default”. */
export function composeNetworkText(network: Network): string | undefined {
  return (
    [projectOf(network), network.labels['com.docker.compose.network']].filter(Boolean).join(' / ') ||
    undefined
  );
}

/**
 * Whether a network is external to a container's Compose project: made by somebody else, so that Compose neither
 * creates nor removes it with the project. The networks that every engine has are not called so.
 */
export function isExternal(container: Container, network: Network): boolean {
  return (
    container.compose !== undefined && !network.builtin && projectOf(network) !== container.compose.project
  );
}

/** The Compose projects whose containers are on a network that is external to them, in order. */
export function externalTo(topology: Topology, network: Network): string[] {
  const projects = indexOf(topology)
    .endpointsOfNetwork(network.id)
    .flatMap(({ containerId }) => {
      const container = entityOf(topology.containers, containerId ?? '');
      return container?.compose && isExternal(container, network) ? [container.compose.project] : [];
    });
  return [...new Set(projects)].sort();
}
