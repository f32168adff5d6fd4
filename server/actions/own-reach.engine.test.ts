import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { Action } from '#lib/actions/schema.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { type Core, createCore } from '#server/patchbay.ts';
import type { Applied } from './applied.ts';
import { ownContainerIds } from './own-container.ts';
import { createOwnReach } from './own-reach.ts';

/** Host `two` is reached only through `way`, a container on `one` that hands on what comes to a port of `one`. */
const lab = openLab({ name: 'own' });
const docker = (...args: string[]) => lab.docker(1, ...args);
const recorded: Applied[] = [];
let core: Core;
let own: ReturnType<typeof createOwnReach>;

const topology = () => core.hub.current().topology;
const idOf = (map: Record<string, { id: string; name: string }>, name: string): string => {
  const found = Object.values(map).find((one) => one.name === name);
  if (!found) throw new Error(`The topology has no ${name}.`);
  return found.id;
};
const disconnect = (container: string, network: string): Action => ({
  kind: 'disconnect',
  containerId: idOf(topology().containers, container),
  networkId: idOf(topology().networks, network),
});
const members = async (network: string) =>
  (await docker('network', 'inspect', '-f', '{{range .Containers}}{{.Name}} {{end}}', network)).trim();

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never so: ${isSo}`);
    await sleep(20);
  }
}

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { tcp: true });
  const [one, two] = lab.hosts();
  if (!one || !two) throw new Error('The lab has no two hosts.');
  await docker('network', 'create', 'ways');
  const forward = ['nc', '-ll', '-p', '2375', '-e', 'nc', two.address, '2375'];
  await docker('run', '-d', '--name', 'way', '--network', 'ways', '-p', '2399:2375', 'busybox', ...forward);
  await docker('run', '-d', '--name', 'web', '--network', 'ways', 'busybox', 'sleep', '9999');
  const configs = [
    { id: 'one', text: `unix://${one.socket}` },
    { id: 'two', text: `tcp://${one.address}:2399` },
  ].map(({ id, text }) => {
    const url = parseHostUrl(text);
    if (!url.ok) throw new Error(url.message);
    return { id, name: id, url: url.url, address: url.address };
  });
  // The lab's engines are in namespaces of their own: where `one` is, only its swarm would tell.
  await docker('swarm', 'init', '--advertise-addr', one.address);
  core = createCore(configs, pino({ level: 'silent' }), async (applied) => {
    recorded.push(applied);
    return undefined;
  });
  own = createOwnReach({ topology });
  core.start();
  await until(() => Object.values(topology().hosts).every(({ status }) => status === 'live'));
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

describe('what Patchbay hangs on, on a real engine', () => {
  it('is told in a plan: the container that a host is reached through, and no other', async () => {
    const plan = await core.actions.plan(disconnect('way', 'ways'), await own());
    expect(plan.confirm).toEqual({ text: 'way', reason: 'Patchbay reaches the host two through way.' });
    const removal = { kind: 'remove-network', networkId: idOf(topology().networks, 'ways') } as const;
    const removed = await core.actions.plan({ ...removal, disconnectFirst: true }, await own());
    expect(removed.confirm?.text).toBe('way');
    expect((await core.actions.plan(disconnect('web', 'ways'), await own())).confirm).toBeUndefined();
  });

  it('is not cut off without the name typed, nor with a wrong one', async () => {
    const action = disconnect('way', 'ways');
    const { fingerprint } = await core.actions.plan(action, await own());
    for (const confirmation of [undefined, '', 'Way', 'web', 'yes']) {
      await expect(
        core.actions.apply(action, { fingerprint, confirmation }, await own()),
      ).rejects.toMatchObject({ code: 'confirmation-needed', status: 409 });
    }
    expect(await members('ways')).toContain('way');
    expect(topology().hosts.two?.status).toBe('live');
    expect(recorded).toHaveLength(5);
    expect(recorded.every(({ refusal, result }) => refusal && !result)).toBe(true);
  });

  it('is cut off by who types it: the host is gone, and the undo brings it back', async () => {
    const action = disconnect('way', 'ways');
    const { fingerprint } = await core.actions.plan(action, await own());
    const result = await core.actions.apply(action, { fingerprint, confirmation: 'way' }, await own());
    expect(result.outcome).toBe('done');
    expect(await members('ways')).not.toContain('way');
    await until(() => topology().hosts.two?.status === 'stale');
    expect(recorded.at(-1)).toMatchObject({ result: { outcome: 'done' }, undo: ['Connect way to ways'] });

    if (!result.undo) throw new Error('There is no undo.');
    const back = await core.actions.apply(result.undo, { fingerprint: result.undoFingerprint }, await own());
    expect(back.outcome).toBe('done');
    await until(() => topology().hosts.two?.status === 'live');
  });

  it('is the container that a process runs in, by what the kernel tells in it', async () => {
    const nativeId = (await docker('inspect', '-f', '{{.Id}}', 'web')).trim();
    const inside = (...command: string[]) => docker('exec', 'web', ...command);
    const mounts = await inside('cat', '/proc/self/mountinfo');
    const cgroups = await inside('cat', '/proc/self/cgroup');
    const hostname = (await inside('hostname')).trim();
    expect(ownContainerIds({ mounts, cgroups: '', hostname: '' })).toEqual([nativeId]);
    expect(ownContainerIds({ mounts: '', cgroups: '', hostname })).toEqual([nativeId.slice(0, 12)]);
    for (const id of ownContainerIds({ mounts, cgroups, hostname }))
      expect(nativeId.startsWith(id)).toBe(true);
  });
});
