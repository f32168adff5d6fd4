import { defined } from '../topology/defined.ts';
import { type Call, refOf } from './call.ts';
import type { Step } from './outcome.ts';
import { type Action, mostActions, type SingleAction } from './schema.ts';

/** The action that does what these steps were to do; undefined if there are none, or too many. */
export function restOf(steps: readonly Pick<Step, 'call' | 'action'>[]): Action | undefined {
  const actions = steps.map(({ call, action }) => action ?? actionOf(call));
  const [only] = actions;
  if (actions.length > mostActions) return undefined;
  return actions.length > 1 ? { kind: 'sequence', actions } : only;
}

function actionOf(call: Call): SingleAction {
  switch (call.kind) {
    case 'connect': {
      const { kind, network, container, hostId: _, wished: _wished, ...request } = call;
      return { kind, networkId: network.id, containerId: container.id, ...request };
    }
    case 'disconnect': {
      const { kind, network, container, force } = call;
      return { kind, networkId: network.id, containerId: container.id, ...(force ? { force } : {}) };
    }
    case 'create-network':
      // What comes after calls the network by its ref.
      return defined({
        kind: call.kind,
        hostIds: [call.hostId],
        spec: call.spec,
        ref: refOf(call.network.nativeId),
      });
    case 'remove-network':
      return { kind: call.kind, networkId: call.network.id };
  }
}
