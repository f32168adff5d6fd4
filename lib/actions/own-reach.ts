import { indexOf } from '../topology/index-of.ts';
import type { Topology } from '../topology/model.ts';
import type { Call } from './call.ts';
import { fingerprint } from './fingerprint.ts';
import type { PlanOutcome } from './outcome.ts';

/** A container that Patchbay needs: it runs in it, is reached through it, or reaches a host through it. */
export interface OwnReach {
  containerId: string;
  /** The network that the way leads over; undefined where any of them may be it. */
  networkId?: string;
  /** What is cut off without it, as a sentence. */
  reason: string;
}

/** The plan, to be confirmed by typing if it would cut off Patchbay itself. */
export function protect(topology: Topology, outcome: PlanOutcome, own: readonly OwnReach[]): PlanOutcome {
  if (!outcome.ok || own.length === 0) return outcome;
  const cut = own.filter((reach) => outcome.steps.some(({ call }) => cuts(topology, call, reach)));
  const [first] = cut;
  if (!first) return outcome;
  const confirm = {
    text: topology.containers[first.containerId]?.name ?? first.containerId,
    reason: [...new Set(cut.map(({ reason }) => reason))].join(' '),
  };
  const { fingerprint: before, ...rest } = outcome.plan;
  return { ...outcome, plan: { ...rest, confirm, fingerprint: fingerprint({ before, confirm }) } };
}

function cuts(topology: Topology, call: Call, { containerId, networkId }: OwnReach): boolean {
  if (call.kind !== 'disconnect' && call.kind !== 'remove-network') return false;
  if (networkId !== undefined && call.network.id !== networkId) return false;
  // Whoever shares its network stack leaves with the stack's owner.
  const stack = topology.containers[containerId]?.sandboxId;
  return indexOf(topology)
    .endpointsOfNetwork(call.network.id)
    .filter((endpoint) => call.kind === 'remove-network' || endpoint.containerId === call.container.id)
    .some((endpoint) => endpoint.containerId === containerId || endpoint.sandboxId === stack);
}
