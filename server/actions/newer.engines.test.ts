import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import type { Action } from '#lib/actions/schema.ts';

/** What only newer engines honour when a container joins a network, on each release that there is. */
const lab = openLab({ name: 'honour' });
let core: LabCore;
const docker = (host: number, ...args: string[]) => lab.docker(host, ...args);
const releases = { 1: 'trixie', 2: 'sid' } as const;

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { releases });
  for (const host of [1, 2]) {
    await docker(host, 'network', 'create', '--subnet', '10.61.0.0/24', 'near');
    await docker(host, 'network', 'create', '--subnet', '10.62.0.0/24', 'far');
    await docker(host, 'run', '-d', '--name', 'one', '--network', 'near', 'busybox', 'sleep', '9999');
  }
  core = await startLabCore(lab);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

const join = (host: string, more: object): Action => ({
  kind: 'connect',
  networkId: core.network(host, 'far').id,
  containerId: core.container(host, 'one').id,
  ...more,
});
const endpoint = async (host: number) => {
  const all = JSON.parse(await docker(host, 'inspect', '-f', '{{json .NetworkSettings.Networks}}', 'one'));
  // 28.5 makes another MAC at each connect, where none is asked for.
  const { EndpointID: _id, MacAddress: _mac, ...rest } = all.far;
  return rest;
};
const route = (host: number) => docker(host, 'exec', 'one', 'ip', 'route', 'show', 'default');

it('28.5 honours a gateway priority: the way out moves, and an undone disconnect brings it back', async () => {
  const action = join('honour2', { gatewayPriority: 7, aliases: ['other'] });
  const plan = await core.actions.plan(action);
  expect(plan.steps[0]?.cli).toContain('--gw-priority 7');
  const done = await core.actions.apply(action, { fingerprint: plan.fingerprint });
  expect(done.outcome).toBe('done');
  expect(await route(2)).toContain('10.62.0.1');
  const before = await endpoint(2);

  const leave: Action = { ...action, kind: 'disconnect' } as Action;
  const away = await core.actions.plan(leave);
  const left = await core.actions.apply(leave, { fingerprint: away.fingerprint });
  expect(await route(2)).toContain('10.61.0.1');
  expect(left.undo).toMatchObject({ gatewayPriority: 7 });
  if (!left.undo) throw new Error('no undo');
  expect((await core.actions.apply(left.undo, { fingerprint: left.undoFingerprint })).outcome).toBe('done');
  expect(await endpoint(2)).toEqual(before);
  expect(await route(2)).toContain('10.62.0.1');
  expect(await core.differences()).toEqual([]);
});

it.each([
  ['26.1', 'honour1', 'gatewayPriority', { gatewayPriority: 7 }],
  ['26.1', 'honour1', 'mac', { mac: '02:42:00:00:00:07' }],
  ['28.5', 'honour2', 'mac', { mac: '02:42:00:00:00:07' }],
])('%s would ignore it without a word, so it is refused: %s %s', async (_, host, field, more) => {
  const members = await docker(
    host === 'honour1' ? 1 : 2,
    'network',
    'inspect',
    '-f',
    '{{len .Containers}}',
    'far',
  );
  if (members.trim() !== '0') await docker(2, 'network', 'disconnect', 'far', 'one');
  expect(
    await core.until(
      (topology) =>
        !Object.values(topology.endpoints).some((each) => each.networkId === core.network(host, 'far').id),
      20_000,
    ),
  ).toBe(true);
  await expect(core.actions.plan(join(host, more))).rejects.toMatchObject({
    code: 'invalid-fields',
    details: { fields: { [field]: expect.stringContaining('ignores') } },
  });
});
