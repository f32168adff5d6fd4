import { describe, expect, it } from 'vitest';
import { attachmentFact, containerFact, memberFact, networkFact } from '../topology/testdata/facts.ts';
import { type Step, undoOf } from './outcome.ts';
import { plan } from './plan.ts';
import { predict } from './predict.ts';
import { restOf } from './rest-of.ts';
import type { Action } from './schema.ts';
import { topology } from './testdata/plans.ts';
import { containerIdOf, networkIdOf, scene } from './testdata/scene.ts';

const id = (name: string) => networkIdOf(topology, name);
const container = (name: string) => containerIdOf(topology, name);
const stepsOf = (action: Action, given = topology): Step[] => {
  const outcome = plan(given, action);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.steps;
};
/** What the engine makes of these steps, ids of new networks aside. */
const outcomeOf = (steps: readonly Step[], given = topology) =>
  steps.reduce((before, { call }) => predict(before, call), given);
const must = (action: Action | undefined): Action => {
  if (!action) throw new Error('there is none');
  return action;
};

describe('what was half done', () => {
  it('is undone on the network that is still there, if the members left and it was not removed', () => {
    const steps = stepsOf({ kind: 'remove-network', networkId: id('front'), disconnectFirst: true });
    const left = steps.slice(0, -1);
    const undo = plan(outcomeOf(left), must(undoOf(left)));
    expect(undo).toMatchObject({ ok: true });
    expect(undo.ok && undo.steps.map(({ call }) => call.network.id)).toEqual(left.map(() => id('front')));
  });

  it('is undone on the network that is made again, also where each was asked for by itself', () => {
    const actions: Action = {
      kind: 'sequence',
      actions: [
        ...['web', 'db', 'cache'].map((name) => ({
          kind: 'disconnect' as const,
          containerId: container(name),
          networkId: id('front'),
        })),
        { kind: 'remove-network', networkId: id('front') },
      ],
    };
    const steps = stepsOf(actions);
    const undo = plan(outcomeOf(steps), must(undoOf(steps)));
    expect(undo).toMatchObject({ ok: true, steps: [{ call: { kind: 'create-network' } }, {}, {}, {}] });
  });

  it('is finished: a network that is to be made, with those who are to join it', () => {
    const made = { name: 'fresh', driver: 'bridge', subnets: [] };
    const steps = stepsOf({
      kind: 'sequence',
      actions: [
        { kind: 'create-network', hostIds: ['alpha'], spec: made, ref: 'a1' },
        { kind: 'connect', containerId: container('web'), networkId: 'network:alpha/@a1' },
      ],
    });
    expect(plan(topology, must(restOf(steps)))).toMatchObject({ ok: true });
  });

  it('is finished: endpoints whose container is gone, and networks that are', () => {
    const given = scene({
      networks: [networkFact('haunted', { members: [memberFact('ghost', { name: 'ghost' })] })],
      containers: [
        containerFact('stuck', {
          state: 'exited',
          attachments: [attachmentFact('lost', { endpointId: '', networkNativeId: 'l0' })],
        }),
      ],
    });
    const actions: Action[] = [
      { kind: 'remove-network', networkId: networkIdOf(given, 'haunted'), disconnectFirst: true },
      {
        kind: 'repair',
        containerId: containerIdOf(given, 'stuck'),
        missing: 'lost',
        networkId: networkIdOf(given, 'back'),
      },
    ];
    for (const action of actions) {
      const steps = stepsOf(action, given);
      expect(steps).toHaveLength(2);
      const rest = plan(given, must(restOf(steps)));
      expect(rest).toMatchObject({ ok: true });
      expect(rest.ok && rest.steps.map(({ call }) => call)).toEqual(steps.map(({ call }) => call));
    }
  });

  it('tells several new networks of one host apart', () => {
    const create = (name: string, ref?: string): Action & { kind: 'create-network' } => ({
      kind: 'create-network',
      hostIds: ['alpha'],
      spec: { name, driver: 'bridge', subnets: [] },
      ...(ref ? { ref } : {}),
    });
    const steps = stepsOf({ kind: 'sequence', actions: [create('one'), create('two')] });
    expect(new Set(steps.map(({ call }) => call.network.id)).size).toBe(2);
    const twice = plan(topology, { kind: 'sequence', actions: [create('one', 'r'), create('two', 'r')] });
    expect(twice).toMatchObject({ ok: false, fields: { 'actions.1.ref': expect.any(String) } });
    const same = plan(topology, { kind: 'sequence', actions: [create('one'), create('one')] });
    expect(same).toMatchObject({ ok: false, fields: { 'actions.1.spec.name': expect.any(String) } });
  });
});
