import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import type { Topology } from '../topology/model.ts';
import { arbitraryReadings, runs } from '../topology/testdata/arbitrary.ts';
import { validate } from '../topology/validate.ts';
import { undoOf } from './outcome.ts';
import { plan } from './plan.ts';
import { predict } from './predict.ts';
import { restOf } from './rest-of.ts';
import { type Action, actionSchema, type SingleAction } from './schema.ts';
import { planned } from './testdata/plans.ts';
import { containerIdOf, networkIdOf, scene } from './testdata/scene.ts';

const topology = scene();
const web = containerIdOf(topology, 'web');
const [front, back] = [networkIdOf(topology, 'front'), networkIdOf(topology, 'back')];
const sequence = (...actions: SingleAction[]): Action => ({ kind: 'sequence', actions });
const create: SingleAction = {
  kind: 'create-network',
  hostIds: ['alpha'],
  spec: { name: 'fresh', driver: 'bridge', subnets: [{ subnet: '10.70.0.0/24' }] },
  ref: 'n1',
};
const join = (networkId: string, more = {}): SingleAction => ({
  kind: 'connect',
  containerId: web,
  networkId,
  ...more,
});
const leave = (networkId: string): SingleAction => ({ kind: 'disconnect', containerId: web, networkId });
const needsOf = (action: Action) => {
  const outcome = plan(topology, action);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.steps.map(({ needs }) => needs);
};

describe('the plan of a sequence', () => {
  it('S1: judges each action on what the ones before it will have left', () => {
    const fresh = 'network:alpha/@n1';
    expect(planned(plan(topology, sequence(create, join(fresh), leave(front)))).steps).toHaveLength(3);
    expect(plan(topology, sequence(join(fresh), create))).toMatchObject({ code: 'unknown-network' });
    expect(plan(topology, sequence(join(back), join(back)))).toMatchObject({ code: 'already-member' });
    expect(plan(topology, sequence(leave(front), leave(front)))).toMatchObject({ code: 'not-member' });
    expect(plan(topology, sequence(leave(front), join(front))).ok).toBe(true);
  });

  it('S2: a step needs those that make its network, that take its container off another, that empty what it removes', () => {
    const fresh = 'network:alpha/@n1';
    expect(needsOf(sequence(create, join(fresh)))).toEqual([[], [0]]);
    expect(needsOf(sequence(leave(front), join(back)))).toEqual([[], [0]]);
    expect(needsOf(sequence(join(back), create))).toEqual([[], []]);
    const removal: SingleAction = { kind: 'remove-network', networkId: fresh };
    expect(needsOf(sequence(create, removal))).toEqual([[], [0]]);
  });

  it('S3: the fields of a fault say whose they are', () => {
    const outcome = plan(topology, sequence(join(back), join(front, { ipv4: '10.9.9.9' })));
    expect(outcome).toMatchObject({ ok: false, code: 'already-member' });
    const odd = plan(topology, sequence(create, join(back, { ipv4: '10.9.9.9' })));
    expect(!odd.ok && Object.keys(odd.fields ?? {})).toEqual(['actions.1.ipv4']);
    const only = plan(topology, sequence(join(back, { ipv4: '10.9.9.9' })));
    expect(!only.ok && Object.keys(only.fields ?? {})).toEqual(['ipv4']);
  });

  it('S4: is undone the other way round, and a warning is told once', () => {
    const { undo, warnings } = planned(plan(topology, sequence(create, join('network:alpha/@n1'))));
    expect(undo).toMatchObject({ actions: [{ kind: 'disconnect' }, { kind: 'remove-network' }] });
    expect(new Set(warnings.map(({ message }) => message)).size).toBe(warnings.length);
  });
});

describe('the rest of a plan', () => {
  it('S5: does what its steps were to do', () => {
    const action = sequence(create, join(back, { ipv4: '192.168.65.50', aliases: ['api'] }), leave(front));
    const outcome = plan(topology, action);
    if (!outcome.ok) throw new Error(outcome.message);
    const rest = restOf(outcome.steps);
    expect(rest?.kind === 'sequence' && rest.actions.map(({ kind }) => kind)).toEqual([
      'create-network',
      'connect',
      'disconnect',
    ]);
    expect(planned(plan(topology, rest ?? action)).steps).toEqual(outcome.plan.steps);
    expect(restOf([])).toBeUndefined();
  });
});

const plain = { noNullPrototype: true } as const;

/** Actions on anything that a topology has, sensible or not. */
function actionsOn(at: Topology): fc.Arbitrary<SingleAction> {
  const idOf = (map: Record<string, unknown>) =>
    fc.constantFrom(...Object.keys(map), 'network:alpha/@n1', 'gone');
  const [containerId, networkId] = [idOf(at.containers), idOf(at.networks)];
  const hostIds = fc.subarray([...Object.keys(at.hosts), 'gone'], { minLength: 1 });
  const members = Object.values(at.endpoints).map((each) => ({
    kind: 'disconnect' as const,
    containerId: each.containerId ?? 'gone',
    networkId: each.networkId,
  }));
  const spec = fc
    .constantFrom('bridge', 'overlay', 'macvlan')
    .map((driver) => ({ name: 'fresh', driver, subnets: [] }));
  const missing = fc.constantFrom('gone', 'front');
  return fc.oneof(
    fc.record({ kind: fc.constant('connect'), containerId, networkId }, plain),
    fc.record(
      {
        kind: fc.constant('connect'),
        containerId,
        networkId,
        aliases: fc.array(fc.constant('api'), { maxLength: 1 }),
      },
      plain,
    ),
    fc.constantFrom({ kind: 'disconnect' as const, containerId: 'gone', networkId: 'gone' }, ...members),
    fc.record({ kind: fc.constant('remove-network'), networkId, disconnectFirst: fc.boolean() }, plain),
    fc.record({ kind: fc.constant('prune-networks'), hostIds }, plain),
    fc.record({ kind: fc.constant('repair'), containerId, missing, networkId }, plain),
    fc.record({ kind: fc.constant('release-endpoint'), endpointId: idOf(at.endpoints) }, plain),
    fc.record({ kind: fc.constant('create-network'), hostIds, ref: fc.constant('n1'), spec }, plain),
  );
}

/** As many of these as can be done one after the other. */
function possible(given: Topology, candidates: readonly SingleAction[]): SingleAction[] {
  const kept: SingleAction[] = [];
  for (const each of candidates) if (plan(given, sequence(...kept, each)).ok) kept.push(each);
  return kept;
}

describe('any actions on any topology', () => {
  it('S6: what is predicted is a sound topology, and the ways back and on are actions', () => {
    const verbs = new Map<string, number>();
    const scenes = fc.oneof(
      arbitraryReadings.map((readings) => mergeOnce(readings)),
      fc.constant(topology),
    );
    const cases = scenes.chain((given) =>
      fc.record({
        given: fc.constant(given),
        candidates: fc.array(actionsOn(given), { minLength: 4, maxLength: 12 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ given, candidates }) => {
        for (const each of candidates) expect(actionSchema.parse(each)).toEqual(each);
        const actions = possible(given, candidates);
        if (actions.length === 0) return;
        for (const { kind } of actions) verbs.set(kind, (verbs.get(kind) ?? 0) + 1);
        const outcome = plan(given, sequence(...actions));
        if (!outcome.ok) throw new Error(outcome.message);
        let now = given;
        for (const [at, { call, needs }] of outcome.steps.entries()) {
          expect(needs.every((need) => need < at)).toBe(true);
          now = predict(now, call);
          expect(validate(now)).toEqual([]);
        }
        for (const way of [undoOf(outcome.steps), restOf(outcome.steps), outcome.plan.undo])
          if (way) expect(actionSchema.parse(way)).toEqual(way);
      }),
      { ...runs, numRuns: 600 },
    );
    // The property is about something: each of the usual verbs was possible now and then.
    for (const verb of ['connect', 'disconnect', 'create-network', 'remove-network', 'prune-networks'])
      expect(verbs.get(verb) ?? 0).toBeGreaterThan(5);
  });
});
