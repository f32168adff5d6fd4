import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import {
  attachmentFact,
  containerFact,
  memberFact,
  networkFact,
  predefinedFacts,
  reading,
} from '../topology/testdata/facts.ts';
import { plan } from './plan.ts';
import { predict } from './predict.ts';
import type { RepairAction } from './schema.ts';
import { planned } from './testdata/plans.ts';
import { containerIdOf, networkIdOf } from './testdata/scene.ts';

const topology = mergeOnce([
  reading('one', {
    networks: [
      ...predefinedFacts(),
      networkFact('front'),
      networkFact('haunted', { members: [memberFact('ghost-key', { name: 'ghost' })] }),
    ],
    containers: [
      containerFact('stuck', {
        state: 'exited',
        networkMode: 'gone',
        attachments: [attachmentFact('gone', { endpointId: '' })],
      }),
      containerFact('web', { attachments: [attachmentFact('front')] }),
    ],
  }),
]);
const containerId = containerIdOf(topology, 'stuck');
const networkId = networkIdOf(topology, 'front', 'one');
const repair = (more: Partial<RepairAction> = {}) =>
  plan(topology, { kind: 'repair', containerId, missing: 'gone', ...more });

describe('the plan to repair', () => {
  it('X1: gives the command where the engine can’t be asked by the name', () => {
    const odd = mergeOnce([
      reading('one', {
        networks: predefinedFacts(),
        containers: [
          containerFact('stuck', {
            state: 'exited',
            networkMode: "it's gone",
            attachments: [attachmentFact("it's gone", { endpointId: '' })],
          }),
        ],
      }),
    ]);
    const action = { kind: 'repair' as const, containerId, missing: "it's gone" };
    expect(plan(odd, action)).toMatchObject({
      code: 'odd-name',
      message: expect.stringContaining(`docker network disconnect --force -- 'it'\\''s gone' stuck`),
    });
  });

  it('X1: lets it forget what is gone, by its name, and connects it to another network only after that', () => {
    const outcome = repair({ networkId, aliases: ['api'] });
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.plan.steps.map(({ cli }) => cli)).toEqual([
      'docker network disconnect --force gone stuck',
      'docker network connect --alias api front stuck',
    ]);
    expect(outcome.steps.map(({ needs }) => needs)).toEqual([[], [0]]);
    expect(planned(repair()).steps).toHaveLength(1);
    expect(planned(repair()).undo).toBeUndefined();
  });

  it('X2: the container lacks nothing afterwards', () => {
    const outcome = repair({ networkId });
    if (!outcome.ok) throw new Error(outcome.message);
    const after = outcome.steps.reduce((now, { call }) => predict(now, call), topology);
    expect(topology.containers[containerId]?.missingNetworks).toHaveLength(1);
    expect(after.containers[containerId]).not.toHaveProperty('missingNetworks');
  });

  it('X3: refuses where there is nothing to repair', () => {
    expect(repair({ missing: 'front' })).toMatchObject({ ok: false, code: 'nothing-missing' });
    expect(repair({ containerId: containerIdOf(topology, 'web') })).toMatchObject({
      code: 'nothing-missing',
    });
    expect(repair({ containerId: 'constructor' })).toMatchObject({ code: 'unknown-container' });
    expect(repair({ networkId: 'network:one/none-such' })).toMatchObject({ code: 'unknown-network' });
  });
});

describe('the plan to free an endpoint', () => {
  const ghost = Object.values(topology.endpoints).find(({ name }) => name === 'ghost');
  const web = Object.values(topology.endpoints).find(
    ({ containerId: of }) => of === containerIdOf(topology, 'web'),
  );
  const release = (endpointId = '') => plan(topology, { kind: 'release-endpoint', endpointId });

  it('X4: takes it off by its own name, by force, and can’t be undone', () => {
    expect(planned(release(ghost?.id))).toMatchObject({
      steps: [{ cli: 'docker network disconnect --force haunted ghost' }],
      warnings: [{ code: 'no-undo' }],
    });
    expect(planned(release(ghost?.id)).undo).toBeUndefined();
  });

  it('X5: refuses one that a container has, and one that is gone', () => {
    expect(release(web?.id)).toMatchObject({ ok: false, code: 'not-left-behind' });
    expect(release('constructor')).toMatchObject({ ok: false, code: 'unknown-endpoint' });
  });
});
