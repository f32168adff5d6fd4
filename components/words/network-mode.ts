import { isUp } from '#lib/topology/container-state.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Container, Sandbox, Topology } from '#lib/topology/model.ts';

/** What a container's network mode means, in one sentence; undefined for the ordinary one. */
export function networkModeMeaning(
  container: Container,
  sandbox: Sandbox | undefined,
  owner: Container | undefined,
): string | undefined {
  const { networkMode } = container;
  if (networkMode.startsWith('container:')) return ridingMeaning(container, sandbox, owner);
  if (networkMode === 'host' || sandbox?.kind === 'host') {
    return 'It uses the host’s own network: its ports are the host’s, and it joins no other network.';
  }
  if (networkMode === 'none' || sandbox?.kind === 'none') {
    return 'It has a sandbox with nothing in it but loopback: nobody reaches it, and it reaches nobody.';
  }
  return undefined;
}

/** A rider keeps the namespace of an owner that ended, but Docker has taken its interfaces out of it. */
function ridingMeaning(
  { state }: Container,
  sandbox: Sandbox | undefined,
  owner: Container | undefined,
): string {
  const up = isUp(state);
  if (sandbox?.kind === 'private' && !owner) {
    return up
      ? 'The container it rides on is gone: all it has left is loopback, and once stopped it can’t start again.'
      : 'The container it rides on is gone: it can’t start.';
  }
  if (owner && !isUp(owner.state)) {
    return up
      ? `${owner.name}, on whose network stack it rides, has stopped: all it has left is loopback. When ${owner.name} runs again, restart this one.`
      : `It rides on the network stack of ${owner.name}, which has to run before this one can start.`;
  }
  return 'It has no network stack of its own: it rides on another container’s, with the same addresses and ports.';
}

/** A network mode in short: the full id of a shared container is of no use to a reader. */
export function networkModeText(topology: Topology, container: Container): string {
  const { networkMode, hostId } = container;
  const shared = /^container:(.+)$/.exec(networkMode)?.[1];
  if (shared === undefined) return networkMode;
  const owner = entityOf(topology.containers, `container:${hostId}/${shared}`);
  return `container:${owner?.name ?? shared.slice(0, 12)}`;
}
