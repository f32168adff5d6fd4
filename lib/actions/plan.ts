import type { Topology } from '../topology/model.ts';
import { planConnect } from './connect.ts';
import { planDisconnect } from './disconnect.ts';
import type { KnownEndpoint } from './known-endpoint.ts';
import type { PlanOutcome } from './outcome.ts';
import type { Action } from './schema.ts';

/** What an action will do, what it will break, the same as commands, and the way back. Nothing is done. */
export function plan(topology: Topology, action: Action, known?: KnownEndpoint): PlanOutcome {
  switch (action.kind) {
    case 'connect':
      return planConnect(topology, action);
    case 'disconnect':
      return planDisconnect(topology, action, known);
  }
}
