import type { Topology } from '../topology/model.ts';
import type { Circumstances } from './circumstances.ts';
import { planConnect } from './connect.ts';
import { planCreate } from './create.ts';
import { planDisconnect } from './disconnect.ts';
import type { PlanOutcome } from './outcome.ts';
import { protect } from './own-reach.ts';
import { planPrune } from './prune.ts';
import { planRelease } from './release.ts';
import { planRemove } from './remove.ts';
import { planRepair } from './repair.ts';
import type { Action, SingleAction } from './schema.ts';
import { planSequence } from './sequence.ts';

/** What an action will do, what it will break, the same as commands, and the way back. Nothing is done. */
export function plan(topology: Topology, action: Action, circumstances: Circumstances = {}): PlanOutcome {
  const outcome =
    action.kind === 'sequence'
      ? planSequence(topology, action, circumstances, planSingle)
      : planSingle(topology, action, circumstances);
  return protect(topology, outcome, circumstances.own ?? []);
}

function planSingle(topology: Topology, action: SingleAction, circumstances: Circumstances): PlanOutcome {
  switch (action.kind) {
    case 'connect':
      return planConnect(topology, action);
    case 'disconnect':
      return planDisconnect(topology, action, circumstances);
    case 'release-endpoint':
      return planRelease(topology, action);
    case 'create-network':
      return planCreate(topology, action);
    case 'remove-network':
      return planRemove(topology, action, circumstances);
    case 'prune-networks':
      return planPrune(topology, action);
    case 'repair':
      return planRepair(topology, action, circumstances);
  }
}
