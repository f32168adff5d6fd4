import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { Action } from '#lib/actions/schema.ts';
import type { Endpoint, Host } from '#lib/topology/model.ts';
import type { DiffMessage } from '#lib/wire/messages.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/** Reading and changing two real engines: what is done by hand is seen, and what fails is told. */
const lab = openLab({ name: 'collect' });
let core: Core;

const topology = () => core.hub.current().topology;
const host = (index: number): Host => {
  const found = topology().hosts[`collect${index}`];
  if (!found) throw new Error(`no host ${index}`);
  return found;
};
const named = <T extends { name: string }>(map: Record<string, T>, name: string): T => {
  const found = Object.values(map).find((one) => one.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
};
const endpoint = (container: string, network: string): Endpoint | undefined => {
  const { id } = named(topology().containers, container);
  const { id: networkId } = named(topology().networks, network);
  return Object.values(topology().endpoints).find(
    (one) => one.containerId === id && one.networkId === networkId,
  );
};
const has = (map: Record<string, { name: string }>, name: string) =>
  Object.values(map).some((one) => one.name === name);

/** Waits for something to be so, as the page would see it; gives the milliseconds it took. */
async function until(patience: number, isSo: () => boolean): Promise<number> {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > patience) throw new Error(`not so after ${patience} ms: ${isSo}`);
    await sleep(5);
  }
  return performance.now() - start;
}

beforeAll(async () => {
  await lab.down();
  await lab.up(2);
  await lab.docker(1, 'network', 'create', '--subnet', '10.60.0.0/24', 'fixed');
  await lab.docker(1, 'network', 'create', 'auto');
  for (const name of ['one', 'two']) {
    await lab.docker(1, 'run', '-d', '--name', name, '--network', 'auto', 'busybox', 'sleep', '9999');
  }
  await lab.docker(1, 'create', '--name', 'idle', '--network', 'auto', 'busybox', 'sleep', '9999');
  await lab.docker(2, 'run', '-d', '--name', 'other', 'busybox', 'sleep', '9999');
  const configs = lab.hosts().map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address };
  });
  core = createCore(configs, pino({ level: 'silent' }));
  core.start();
  await until(10_000, () => host(1).status === 'live' && host(2).status === 'live');
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

describe('what is done by hand', () => {
  it('is seen soon: connect and disconnect', async () => {
    await lab.docker(1, 'network', 'connect', '--ip', '10.60.0.9', 'fixed', 'one');
    await until(1_000, () => endpoint('one', 'fixed')?.attached === true);
    expect(endpoint('one', 'fixed')).toMatchObject({ ipv4: '10.60.0.9' });
    await lab.docker(1, 'network', 'disconnect', 'fixed', 'one');
    await until(1_000, () => endpoint('one', 'fixed') === undefined);
  });

  it('is seen soon: stop, start, rename, pause, remove', async () => {
    await lab.docker(1, 'stop', '-t', '0', 'two');
    await until(1_000, () => named(topology().containers, 'two').state === 'exited');
    await until(1_000, () => endpoint('two', 'auto')?.attached === false);
    await lab.docker(1, 'start', 'two');
    await until(1_000, () => named(topology().containers, 'two').state === 'running');
    expect(endpoint('two', 'auto')).toMatchObject({ attached: true, ipv4: expect.any(String) });
    await lab.docker(1, 'rename', 'two', 'deux');
    await until(1_000, () => has(topology().containers, 'deux'));
    await lab.docker(1, 'pause', 'deux');
    await until(1_000, () => named(topology().containers, 'deux').state === 'paused');
    await lab.docker(1, 'unpause', 'deux');
    await lab.docker(1, 'rm', '-f', 'deux');
    await until(1_000, () => !has(topology().containers, 'deux'));
  });

  it('is seen soon: a network made, removed, pruned', async () => {
    await lab.docker(2, 'network', 'create', 'brief');
    await until(1_000, () => has(topology().networks, 'brief'));
    await lab.docker(2, 'network', 'rm', 'brief');
    await until(1_000, () => !has(topology().networks, 'brief'));
    await lab.docker(2, 'network', 'create', 'unused');
    await until(1_000, () => has(topology().networks, 'unused'));
    await lab.docker(2, 'network', 'prune', '-f');
    await until(1_000, () => !has(topology().networks, 'unused'));
  });

  it('is seen within the safety poll where no event tells: a container that does not run', async () => {
    await lab.docker(1, 'network', 'connect', 'fixed', 'idle');
    await until(15_000, () => endpoint('idle', 'fixed')?.attached === false);
  });

  it('is pushed once, as a small diff, and nothing is pushed when nothing happens', async () => {
    await sleep(2_000);
    const messages: DiffMessage[] = [];
    const stop = core.hub.subscribe((message) => messages.push(message));
    await sleep(4_000);
    expect(messages).toEqual([]);
    await lab.docker(1, 'network', 'connect', 'fixed', 'one');
    await sleep(3_000);
    stop();
    await lab.docker(1, 'network', 'disconnect', 'fixed', 'one');
    await until(1_000, () => endpoint('one', 'fixed') === undefined);
    // As the engine tells it first; then what the kernel has of it, and what that settles to.
    const [told, ...wires] = messages.map(({ changes }) => Object.keys(changes));
    expect(told).toEqual(['endpoints']);
    expect(wires.length).toBeLessThanOrEqual(2);
    expect(['endpoints', 'interfaces']).toEqual(expect.arrayContaining([...new Set(wires.flat())]));
  });
});

describe('actions', () => {
  const connect = (more: Partial<Extract<Action, { kind: 'connect' }>> = {}): Action => ({
    kind: 'connect',
    networkId: named(topology().networks, 'fixed').id,
    containerId: named(topology().containers, 'one').id,
    ...more,
  });
  const disconnect = (): Action => ({ ...connect(), kind: 'disconnect' }) as Action;

  it('are in the picture when they are answered, and their undo brings address and alias back', async () => {
    const { fingerprint } = await core.actions.plan(connect({ ipv4: '10.60.0.20', aliases: ['uno'] }));
    const done = await core.actions.apply(connect({ ipv4: '10.60.0.20', aliases: ['uno'] }), { fingerprint });
    expect(done.outcome).toBe('done');
    expect(endpoint('one', 'fixed')).toMatchObject({ attached: true, ipv4: '10.60.0.20' });

    const left = await core.actions.apply(disconnect());
    expect(left.outcome).toBe('done');
    expect(endpoint('one', 'fixed')).toBeUndefined();
    if (!left.undo) throw new Error('no undo');
    expect((await core.actions.apply(left.undo)).outcome).toBe('done');
    expect(endpoint('one', 'fixed')).toMatchObject({ ipv4: '10.60.0.20' });
    const detail = await core.details.container(named(topology().containers, 'one').id);
    expect(detail.endpoints.find(({ networkName }) => networkName === 'fixed')).toMatchObject({
      fixedIpv4: '10.60.0.20',
      aliases: ['uno'],
      dnsNames: expect.arrayContaining(['one', 'uno']),
    });
    await core.actions.apply(disconnect());
  });

  it('undo on a network that takes no fixed address: the next free one, and the step says so', async () => {
    const auto = named(topology().networks, 'auto').id;
    const before = endpoint('one', 'auto')?.ipv4;
    const left = await core.actions.apply({ ...disconnect(), networkId: auto } as Action);
    await lab.docker(1, 'run', '-d', '--name', 'thief', '--network', 'auto', 'busybox', 'sleep', '99');
    if (!left.undo) throw new Error('no undo');
    const back = await core.actions.apply(left.undo);
    expect(back.outcome).toBe('done');
    const now = endpoint('one', 'auto')?.ipv4;
    expect(now).toBeDefined();
    if (now !== before) expect(back.steps[0]?.summary).toContain(`it got ${now}`);
    await lab.docker(1, 'rm', '-f', 'thief');
  });

  it('on something that has changed under way are not done', async () => {
    const { fingerprint } = await core.actions.plan(connect());
    await lab.docker(1, 'network', 'connect', 'fixed', 'one');
    await expect(core.actions.apply(connect(), { fingerprint })).rejects.toMatchObject({
      code: 'already-member',
    });
    const away = await core.actions.plan(disconnect());
    await lab.docker(1, 'network', 'disconnect', 'fixed', 'one');
    await lab.docker(1, 'network', 'connect', '--alias', 'autre', 'fixed', 'one');
    await expect(core.actions.apply(disconnect(), { fingerprint: away.fingerprint })).rejects.toMatchObject({
      code: 'plan-changed',
      details: { plan: { steps: [expect.anything()] } },
    });
    await core.actions.apply(disconnect());
  });

  it('an action on a host that can not be reached is refused in words', async () => {
    await lab.pause(2);
    await until(6_000, () => host(2).status === 'stale');
    const action: Action = {
      kind: 'disconnect',
      networkId:
        Object.values(topology().networks).find(
          ({ name, hostIds }) => name === 'bridge' && hostIds.includes('collect2'),
        )?.id ?? '',
      containerId: named(topology().containers, 'other').id,
    };
    await expect(core.actions.plan(action)).rejects.toMatchObject({ code: 'host-not-live', status: 409 });
    await lab.resume(2);
    await until(5_000, () => host(2).status === 'live');
  });
});
