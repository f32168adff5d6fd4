import { parseContainerId, sandboxId } from '../topology/ids.ts';
import type { Endpoint, Topology } from '../topology/model.ts';
import type { StackFact, WireReading } from './facts.ts';
import type { Stacks } from './stacks.ts';

/** The part of a topology in which endpoints are looked up: one host's piece, or the whole. */
export type Piece = Pick<Topology, 'endpoints' | 'networks' | 'sandboxes'>;

/** The namespace that a sandbox is; undefined where it was not read. */
export type FindStack = (endpoint: Endpoint) => StackFact | undefined;

/** How many digits of a network's id are in the name of its load balancer's namespace. */
const balancerDigits = 9;

/**
 * Finds the namespaces of endpoints: the host's own; that of the container which the sandbox was made for, by its
 * handle; and those that the engine names itself (`ingress_sbox`, `lb_<first 9 digits of the network's id>`).
 */
export function stackFinder(
  stacks: Stacks,
  handles: WireReading['handles'],
  { networks, sandboxes }: Piece,
): FindStack {
  const handleOf = new Map(Object.entries(handles));
  return (endpoint) => {
    const sandbox = sandboxes[endpoint.sandboxId];
    if (!sandbox) return undefined;
    if (sandbox.kind === 'host') return stacks.host;
    const owner = sandbox.ownerId === undefined ? undefined : parseContainerId(sandbox.ownerId);
    const handle = owner
      ? handleOf.get(owner.nativeId)
      : engineHandle(endpoint, networks[endpoint.networkId]);
    const stack = handle === undefined ? undefined : stacks.byHandle(handle);
    // Whatever a handle says: what is not in host mode has a namespace of its own.
    return stack?.host ? undefined : stack;
  };
}

function engineHandle(
  { hostId, sandboxId: id, role }: Endpoint,
  network: Piece['networks'][string] | undefined,
): string | undefined {
  if (id === sandboxId(hostId, 'ingress-sbox')) return 'ingress_sbox';
  if (role !== 'load-balancer' || !network) return undefined;
  return network.ingress ? 'ingress_sbox' : `lb_${network.nativeId.slice(0, balancerDigits)}`;
}
