import { connectability, isOffered } from '#lib/actions/connectability.ts';
import type { Hit } from '#lib/layout/hit-test.ts';
import { type Mesh, meshesOf } from '#lib/layout/meshes.ts';
import type { Selection } from '#lib/store/selection.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What a person is looking at, as one entity: the trace goes out from it. */
export type Focus = {
  kind: 'container' | 'network' | 'endpoint' | 'port' | 'host' | 'service' | 'tunnel';
  id: string;
};

/** The entity under the pointer, if it is one that can be traced. */
export function focusOfHit(hit: Hit | undefined): Focus | undefined {
  switch (hit?.kind) {
    case 'container':
    case 'crossing':
      return { kind: 'container', id: hit.containerId };
    case 'network':
      return { kind: 'network', id: hit.networkId };
    case 'jack':
      return { kind: 'endpoint', id: hit.endpointId };
    case 'port':
      return hit.portIds[0] ? { kind: 'port', id: hit.portIds[0] } : undefined;
    case 'tunnels':
      return hit.tunnelIds[0] ? { kind: 'tunnel', id: hit.tunnelIds[0] } : undefined;
    default:
      return undefined;
  }
}

/** What hangs together with a focus, and what is a step further off: whom a container can talk to. */
export interface Trace {
  lit: ReadonlySet<string>;
  /** All of `lit`, and the members of a container's networks. */
  near: ReadonlySet<string>;
}

/** The trace that goes out from a focus. */
export function traceOf(topology: Topology, focus: Focus): Trace {
  const lit = idsWith(topology, focus);
  if (focus.kind !== 'container') return { lit, near: lit };
  const index = indexOf(topology);
  const networks = [...lit].flatMap((id) => entityOf(topology.networks, id) ?? []);
  const members = networks
    .filter((network) => network.driver !== 'null')
    .flatMap((network) => index.endpointsOfNetwork(network.id))
    .map((endpoint) => endpoint.containerId ?? endpoint.sandboxId);
  return { lit, near: new Set([...lit, ...members]) };
}

/**
 * The ids of all that hangs together with the focus. A container: its networks and ports, and those that share its
 * sandbox. A network: its members. An endpoint or port: itself, its two ends. A
 * service: its tasks and networks. A tunnel: all those it hangs together with, and the networks they are led out of.
 */
function idsWith(topology: Topology, focus: Focus): ReadonlySet<string> {
  const index = indexOf(topology);
  const ids = new Set([focus.id]);
  const add = (id: string | undefined) => id && ids.add(id);
  if (focus.kind === 'container') {
    const container = topology.containers[focus.id];
    const shared = container ? index.containersOfSandbox(container.sandboxId) : [];
    const together = topology.sandboxes[container?.sandboxId ?? '']?.kind === 'host' ? [] : shared;
    for (const each of [container, ...together]) {
      if (!each) continue;
      ids.add(each.id);
      for (const endpoint of index.endpointsOfContainer(each.id)) add(endpoint.networkId);
      for (const port of index.portsOfContainer(each.id)) ids.add(port.id);
    }
  }
  if (focus.kind === 'network') {
    for (const endpoint of index.endpointsOfNetwork(focus.id))
      add(endpoint.containerId ?? endpoint.sandboxId);
  }
  if (focus.kind === 'endpoint') {
    const endpoint = topology.endpoints[focus.id];
    add(endpoint?.networkId);
    add(endpoint?.containerId ?? endpoint?.sandboxId);
  }
  if (focus.kind === 'port') add(topology.ports[focus.id]?.containerId);
  if (focus.kind === 'tunnel') {
    const sides = (mesh: Mesh) => mesh.ends.flatMap(({ strands }) => strands.map(({ tunnelId }) => tunnelId));
    const mesh = meshesOf(topology).all.find((each) => sides(each).includes(focus.id));
    for (const id of mesh ? sides(mesh) : []) add(id);
    for (const { networkId } of mesh?.ends ?? []) add(networkId);
  }
  if (focus.kind === 'service') {
    const service = topology.services[focus.id];
    for (const id of service?.networkIds ?? []) add(id);
    for (const { containerId } of service?.tasks ?? []) add(containerId);
  }
  return ids;
}

/** Whether an element belongs to a trace: all of `of`, and where there is an `any`, one of it. */
export function inTrace(
  data: { of: readonly string[]; any?: readonly string[] },
  trace: ReadonlySet<string>,
): boolean {
  return data.of.every((id) => trace.has(id)) && (data.any?.some((id) => trace.has(id)) ?? true);
}

/** The container whose way to other networks is asked about: a selected one. */
export function openCrossings(topology: Topology, selection: Selection | undefined) {
  const container = selection?.kind === 'container' ? topology.containers[selection.id] : undefined;
  if (!container) return { containerId: undefined, open: [], blocked: [] };
  const networks = indexOf(topology).networksOfHost(container.hostId);
  const on = new Set(
    indexOf(topology)
      .endpointsOfContainer(container.id)
      .map((each) => each.networkId),
  );
  const others = networks.filter((network) => !on.has(network.id));
  const can = (id: string) => isOffered(connectability(topology, container.id, id));
  return {
    containerId: container.id,
    open: others.filter((network) => can(network.id)).map((network) => network.id),
    blocked: others.filter((network) => !can(network.id)).map((network) => network.id),
  };
}
