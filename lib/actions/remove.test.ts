import { describe, expect, it } from 'vitest';
import { networkId } from '../topology/ids.ts';
import { mergeOnce } from '../topology/merge.ts';
import {
  attachmentFact,
  containerFact,
  memberFact,
  nativeId,
  networkFact,
  overlayFact,
  predefinedFacts,
  reading,
  swarmFact,
} from '../topology/testdata/facts.ts';
import type { PlanOutcome } from './outcome.ts';
import { plan } from './plan.ts';
import type { Action } from './schema.ts';
import { planned, warnings } from './testdata/plans.ts';
import { containerIdOf, networkIdOf } from './testdata/scene.ts';

const on = (network: string, more = {}) => ({ attachments: [attachmentFact(network, more)] });
const stopped = (network: string) => ({ state: 'exited' as const, ...on(network, { endpointId: '' }) });
const topology = mergeOnce([
  reading('one', {
    swarm: swarmFact({ clusterId: 'c1', nodeId: 'node1', role: 'manager', managerNodeIds: ['node1'] }),
    networks: [
      ...predefinedFacts(),
      networkFact('empty', { labels: { team: 'a' }, internal: true }),
      networkFact('busy'),
      networkFact('odd', { labels: { 'a b': 'two words for a key' } }),
      networkFact('asleep'),
      networkFact('owned', { labels: { 'com.docker.compose.project': 'shop' } }),
      networkFact('settings', { driver: 'null', configOnly: true }),
      networkFact('made', { driver: 'macvlan', configFrom: 'settings' }),
      networkFact('haunted', { members: [memberFact('ghost-key', { name: 'ghost' })] }),
      overlayFact('mesh'),
    ],
    containers: [
      containerFact('web', { ...on('busy', { ipv4: '172.20.0.2' }), networkMode: 'busy' }),
      containerFact('db', { ...on('busy'), networkMode: 'busy' }),
      containerFact('idle', { ...stopped('asleep'), networkMode: 'asleep' }),
    ],
    services: [
      {
        nativeId: 's1',
        name: 'api',
        mode: 'replicated',
        endpointMode: 'vip',
        networks: [nativeId('n-mesh')],
        virtualAddresses: [],
        ports: [],
        tasks: [],
      },
    ],
  }),
  { ...reading('away', { networks: [networkFact('lost')] }), status: 'stale', reason: 'It does not answer.' },
]);
const remove = (network: string, disconnectFirst = false): PlanOutcome =>
  plan(topology, {
    kind: 'remove-network',
    networkId: networkIdOf(topology, network, 'one'),
    ...(disconnectFirst ? { disconnectFirst } : {}),
  });
const actionsOf = (action: Action | undefined) => (action?.kind === 'sequence' ? action.actions : [action]);

describe('the plan to remove', () => {
  it('R1: one step, whose undo makes the same network again', () => {
    const { steps, undo } = planned(remove('empty'));
    expect(steps).toEqual([
      { summary: 'Remove empty from one', host: 'one', cli: 'docker network rm empty' },
    ]);
    expect(undo).toMatchObject({
      kind: 'create-network',
      hostIds: ['one'],
      spec: { name: 'empty', driver: 'bridge', internal: true, labels: { team: 'a' } },
    });
  });

  it('R2: refuses what the engine would refuse, and says what to do instead', () => {
    const cases = {
      bridge: 'builtin',
      busy: 'has-members',
      settings: 'config-in-use',
      mesh: 'in-use-by-service',
    };
    for (const [network, code] of Object.entries(cases))
      expect([network, remove(network)]).toMatchObject([network, { ok: false, code }]);
    expect(remove('haunted')).toMatchObject({ ok: false, code: 'has-members' });
    expect(plan(topology, { kind: 'remove-network', networkId: 'constructor' })).toMatchObject({
      ok: false,
      code: 'unknown-network',
    });
    const lost = { kind: 'remove-network' as const, networkId: networkIdOf(topology, 'lost', 'away') };
    expect(plan(topology, lost)).toMatchObject({ ok: false, code: 'host-not-live' });
  });

  it('R3: stopped members are warned of, and the undo tells them of the new network', () => {
    const outcome = remove('asleep');
    expect(warnings(outcome)['wont-start']).toContain('idle is stopped and on asleep');
    expect(actionsOf(planned(outcome).undo)).toMatchObject([
      { kind: 'create-network', spec: { name: 'asleep' } },
      { kind: 'repair', containerId: containerIdOf(topology, 'idle'), missing: 'asleep' },
    ]);
  });

  it('R4: in one go with its members: they leave first, and come back to the network that is made again', () => {
    const outcome = remove('busy', true);
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.plan.steps.map(({ summary }) => summary)).toEqual([
      'Disconnect db from busy',
      'Disconnect web from busy',
      'Remove busy from one',
    ]);
    expect(outcome.steps.at(-1)?.needs).toEqual([0, 1]);
    expect(Object.keys(warnings(outcome))).toContain('parted');
    const [create, ...back] = actionsOf(outcome.plan.undo);
    if (create?.kind !== 'create-network') throw new Error('The undo makes no network.');
    const again = networkId('one', `@${create.ref}`);
    expect(back.map((each) => each && 'networkId' in each && each.networkId)).toEqual([again, again]);
    expect(JSON.stringify(back)).toContain('172.20.0.2');
    expect(again).not.toBe(networkIdOf(topology, 'busy', 'one'));
  });

  it('R5: endpoints without a container are freed by name', () => {
    expect(planned(remove('haunted', true)).steps[0]?.cli).toBe(
      'docker network disconnect --force haunted ghost',
    );
  });

  it('R6: what Compose made is said to come back', () => {
    expect(warnings(remove('owned'))['compose-owned']).toContain('the Compose project shop');
  });

  it('R7: a network that can’t be asked for again has no undo, and the plan says so', () => {
    for (const outcome of [remove('odd'), remove('odd', true)]) {
      expect(planned(outcome).undo).toBeUndefined();
      expect(warnings(outcome)['no-undo']).toContain("its labels can't be asked for again");
    }
  });
});
