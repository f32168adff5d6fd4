import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openLab } from '#e2e/lab/lab.ts';
import { startEngineProxy } from '#e2e/support/engine-proxy.ts';
import { compareText } from '#lib/topology/order.ts';
import type { WireFacts } from '#lib/wires/facts.ts';
import { helperLabel } from '#lib/wires/helper-label.ts';
import { createDockerClient } from '#server/engine/docker-client.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { createKernelReader } from '../kernel/create-kernel-reader.ts';
import type { WireReader } from '../wire-reader.ts';
import { factsOf } from './facts.ts';
import { createHelperReader, type HelperReaderOptions } from './helper-reader.ts';
import { capabilities, helperSpec } from './helper-spec.ts';
import { loadScripts } from './scripts.ts';

/** A host's links through its Docker API alone, on a real engine; what is left behind is looked for in the host itself. */
const lab = openLab({ name: 'helper' });
const folder = '/var/run/docker/netns';
const owner = { instance: 'instance-of-this-test', hostId: 'one' };
const never = new AbortController().signal;
let client: EngineClient;
let opened: WireReader[];

const socket = () => lab.hosts()[0]?.socket ?? '';
const read = (reader: WireReader, signal = never) => reader.read({ folder, signal });
const newReader = (more: Partial<HelperReaderOptions> = {}) => {
  const reader = createHelperReader({ client, mode: 'one-shot', ...owner, ...more });
  opened.push(reader);
  return reader;
};
const helpers = async (...filters: string[]) => {
  const args = ['--filter', `label=${helperLabel}`, ...filters.flatMap((filter) => ['--filter', filter])];
  return (await lab.docker(1, 'ps', '-aq', '--no-trunc', ...args)).split('\n').filter(Boolean);
};
const until = async (isSo: () => Promise<boolean>, patience = 30_000) => {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not so after ${patience} ms: ${isSo}`);
    await sleep(50);
  }
};
const gone = () => until(async () => (await helpers()).length === 0);

/** The engine's handles that are namespaces; those of ended ones are empty files until the engine tidies up. */
async function liveHandles(): Promise<{ id: string; name: string }[]> {
  const script = `cd ${folder} && stat -L -c '%d:%i %n' /proc/self/ns/net *`;
  const [own = [], ...files] = (await lab.exec(1, 'sh', '-c', script))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const device = `${own[0]?.split(':')[0]}:`;
  return files.flatMap(([id = '', name = '']) => (id.startsWith(device) ? [{ id, name }] : []));
}

/** What reads could leave behind in the host, as lines: processes, namespaces of theirs, mounts, containers. */
async function traces(): Promise<string[]> {
  const processes = await lab.exec(1, 'sh', '-c', 'cat /proc/[0-9]*/comm');
  const namespaces = await lab.exec(1, 'sh', '-c', 'readlink /proc/[0-9]*/ns/net /proc/[0-9]*/ns/mnt');
  const mounts = await lab.exec(1, 'cut', '-d', ' ', '-f', '5', '/proc/1/mountinfo');
  const named = await lab.exec(1, 'ls', '/run/netns');
  const containers = await lab.docker(1, 'ps', '-aq');
  const counted = new Set(namespaces.split('\n')).size;
  // Not `cat`, which is the one that looks.
  const ours = processes
    .split('\n')
    .filter((name) => /^(sh|sleep|nsenter|unshare|ip|bridge|busybox|grep)$/.test(name.trim()));
  const handles = (await liveHandles()).map(({ name }) => name);
  return [
    ...[...ours, `${counted} namespaces`, ...handles],
    ...[mounts, named, containers].flatMap((text) => text.split('\n')),
  ].sort();
}
const descriptors = () => readdirSync('/proc/self/fd').length;

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { swarm: true });
  await lab.scene('basic');
  client = createDockerClient({ kind: 'unix', path: socket() });
});
beforeEach(() => {
  opened = [];
});
afterEach(async () => {
  for (const reader of opened) await reader.close();
});
afterAll(async () => {
  client?.close();
  await lab.down();
});

describe('what it reads', () => {
  const linkSchema = z.object({
    ifindex: z.number(),
    ifname: z.string(),
    link_index: z.number().optional(),
    mtu: z.number(),
    operstate: z.string(),
    linkinfo: z.object({ info_kind: z.string() }).optional(),
  });

  it.each(['one-shot', 'standing'] as const)('is what iproute2 says in each namespace (%s)', async (mode) => {
    for (const form of ['auto', 'sysfs'] as const) {
      const facts = await read(newReader({ mode, form }));
      expect(facts.reader).toBe(form === 'auto' ? 'iproute2' : 'sysfs');
      const live = await liveHandles();
      const named = facts.stacks.flatMap(({ id, handles }) => handles.map((name) => ({ id, name })));
      expect(named.sort(byName)).toEqual(live.sort(byName));
      for (const stack of facts.stacks) {
        const path = `${folder}/${stack.handles[0]}`;
        const printed = await lab.exec(1, 'nsenter', `--net=${path}`, 'ip', '-j', '-d', 'link');
        const told = z.array(linkSchema).parse(JSON.parse(printed));
        const links = told.map((link) => ({
          index: link.ifindex,
          name: link.ifname,
          mtu: link.mtu,
          state: link.operstate.toLowerCase(),
          kind: link.linkinfo?.info_kind ?? 'loopback',
          peer: link.linkinfo?.info_kind === 'veth' ? link.link_index : undefined,
        }));
        expect(
          stack.links.map(({ index, name, mtu, state, kind, peerIndex }) => ({
            ...{ index, name, mtu, state, kind, peer: peerIndex },
          })),
        ).toEqual(links);
      }
    }
  });

  it('is the same by iproute2, by sysfs and from the kernel itself, where each can tell', async () => {
    const kernel = createKernelReader({ socket: socket() });
    opened.push(kernel);
    const [byKernel, byTools, bySysfs] = [
      await read(kernel),
      await read(newReader()),
      await read(newReader({ form: 'sysfs' })),
    ];
    expect(settled(byTools)).toEqual(settled(byKernel));
    expect(reduced(bySysfs)).toEqual(reduced(byTools));
    expect(byTools.gaps).toEqual([]);
  });
});

function byName(a: { name: string }, b: { name: string }): number {
  return compareText(a.name, b.name);
}

/** Without what moves by itself, and in one order. */
function settled({ stacks }: WireFacts) {
  return stacks
    .map((stack) => ({
      ...stack,
      namespaces: undefined,
      // Which far namespace is meant by a link's number; both readers may know more numbers than links need.
      links: stack.links
        .map(({ counters: _, peerNamespace, addresses, ...link }) => ({
          ...link,
          addresses: addresses.toSorted(),
          far: peerNamespace === undefined ? undefined : stack.namespaces?.[peerNamespace],
        }))
        .sort((a, b) => a.index - b.index),
      forwarding: stack.forwarding.toSorted((a, b) => compareText(a.mac, b.mac)),
      neighbours: stack.neighbours.toSorted((a, b) => compareText(a.mac, b.mac)),
    }))
    .sort((a, b) => compareText(a.id, b.id));
}

/** Without what sysfs can't tell besides. */
function reduced(facts: WireFacts) {
  return settled(facts).map(({ forwarding: _, ...stack }) => ({
    ...stack,
    links: stack.links.map(({ far: _, vxlan: __, ...link }) => link),
  }));
}

describe('what it may', () => {
  it('is what is documented: a helper that stays is no more than it needs to be', async () => {
    await read(newReader({ mode: 'standing' }));
    const [id = ''] = await helpers();
    const inspected = JSON.parse(await lab.docker(1, 'inspect', id));
    expect(inspected[0]).toMatchObject({
      Name: expect.stringMatching(/^\/patchbay-probe-[0-9a-f]{12}$/),
      Config: {
        Labels: {
          'patchbay.helper': 'links',
          'patchbay.instance': owner.instance,
          'patchbay.host': owner.hostId,
        },
      },
      HostConfig: {
        AutoRemove: true,
        CapDrop: ['ALL'],
        CapAdd: expect.any(Array),
        NetworkMode: 'host',
        PidMode: 'host',
        Privileged: false,
        ReadonlyRootfs: true,
        RestartPolicy: { Name: 'no' },
        SecurityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
      },
      Mounts: [],
    });
    const status = await lab.exec(1, 'cat', `/proc/${inspected[0].State.Pid}/status`);
    // linux/capability.h: SYS_CHROOT 18, SYS_PTRACE 19, SYS_ADMIN 21.
    const bits = (2 ** 18 + 2 ** 19 + 2 ** 21).toString(16).padStart(16, '0');
    expect(status).toMatch(new RegExp(`^CapEff:\\s+${bits}$`, 'm'));
    expect(status).toMatch(new RegExp(`^CapBnd:\\s+${bits}$`, 'm'));
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  });

  it.each(capabilities)('is not too much: without %s the host’s iproute2 can’t be used', async (missing) => {
    const { mark, command } = loadScripts().reading(folder, 'auto');
    const spec = helperSpec(owner, 'busybox', command);
    const rest = capabilities.filter((name) => name !== missing);
    const id = await client.helpers.create({ ...spec, capabilities: rest });
    const printed = await client.helpers.run(id, { most: 1e7, deadline: 20_000, signal: never });
    await client.helpers.remove(id);
    let reader: string | undefined;
    try {
      reader = factsOf({ ...printed, mark, folder, image: 'busybox' }).reader;
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^probe-/) });
    }
    expect(reader).not.toBe('iproute2');
  });
});

describe('nothing is left behind', () => {
  it('after 100 reads', async () => {
    const standing = newReader({ mode: 'standing' });
    await read(newReader());
    await read(standing);
    await standing.close();
    await gone();
    const [before, open] = [await traces(), descriptors()];
    const again = newReader({ mode: 'standing' });
    const once = newReader();
    const onceBySysfs = newReader({ form: 'sysfs' });
    for (let i = 0; i < 60; i++) await read(again);
    for (let i = 0; i < 30; i++) await read(once);
    for (let i = 0; i < 10; i++) await read(onceBySysfs);
    await again.close();
    expect(await traces()).toEqual(before);
    expect(descriptors()).toBeLessThanOrEqual(open + 4);
  });

  it('by a read that is aborted at any moment', async () => {
    const before = await traces();
    for (const mode of ['one-shot', 'standing'] as const) {
      const reader = newReader({ mode });
      for (let i = 0; i < 12; i++) {
        const stopping = new AbortController();
        const reading = read(reader, stopping.signal);
        setTimeout(() => stopping.abort(new Error('stopped by the test')), 60 * i);
        await reading.then(
          () => undefined,
          (error: unknown) => expect(error).toMatchObject({ message: 'stopped by the test' }),
        );
      }
      await reader.close();
      await gone();
    }
    expect(await traces()).toEqual(before);
  });

  it('by a Patchbay that is killed at any moment: the next one cleans up after it, and after no other', async () => {
    const before = await traces();
    const other = newReader({ mode: 'standing', instance: 'another-patchbay' });
    await read(other);
    for (const mode of ['one-shot', 'standing'] as const) {
      for (let i = 0; i < 5; i++) {
        const reading = readForever(mode);
        await firstRead(reading);
        await sleep(150 * i);
        reading.kill('SIGKILL');
        await once(reading, 'exit');
      }
      const next = newReader({ mode: 'one-shot' });
      expect((await read(next)).stacks.length).toBeGreaterThan(5);
      expect(await helpers(`label=patchbay.instance=${owner.instance}`)).toEqual([]);
      expect(await helpers()).toHaveLength(1);
    }
    expect((await read(other)).stacks.length).toBeGreaterThan(5);
    await other.close();
    await gone();
    await until(async () => JSON.stringify(await traces()) === JSON.stringify(before));
  });

  it('by an engine that is killed half-way', async () => {
    const reader = newReader({ mode: 'standing' });
    await read(reader);
    const failure = (async () => {
      for (;;) await read(reader);
    })().catch((error: unknown) => error);
    await sleep(150);
    await lab.kill(1);
    expect(isFailure(await failure)).toBe(true);
    await lab.start(1);
    await until(async () =>
      read(reader).then(
        () => true,
        () => false,
      ),
    );
    expect(await helpers()).toHaveLength(1);
    await reader.close();
    await gone();
    // The engine has killed the lab's containers, too.
    await lab.scene('basic');
  });

  it('by one that stays and is not asked any more', async () => {
    const reading = readForever('standing', { patience: 3, reads: 1 });
    await firstRead(reading);
    expect(await helpers()).toHaveLength(1);
    reading.kill('SIGKILL');
    await once(reading, 'exit');
    await gone();
  });
});

describe('what goes wrong', () => {
  it('a helper that stays and is taken away is made anew', async () => {
    const reader = newReader({ mode: 'standing' });
    await read(reader);
    const [first = ''] = await helpers();
    await lab.docker(1, 'rm', '-f', first);
    expect((await read(reader)).reader).toBe('iproute2');
    const [second = ''] = await helpers();
    expect(second).not.toBe(first);
    await lab.docker(1, 'kill', second);
    expect((await read(reader)).reader).toBe('iproute2');
  });

  it('containers that come and go meanwhile cost themselves only', async () => {
    const reader = newReader({ mode: 'standing' });
    let going = true;
    const churn = (async () => {
      while (going) {
        await lab.docker(
          1,
          'run',
          '-d',
          '--rm',
          '--name',
          'brief',
          '--network',
          'back',
          'busybox',
          'sleep',
          '99',
        );
        await lab.docker(1, 'rm', '-f', 'brief');
      }
    })();
    const lasting = (await read(reader)).stacks.filter(({ host }) => host).length;
    for (let i = 0; i < 15; i++) {
      const facts = await read(reader);
      expect(facts.stacks.filter(({ host }) => host)).toHaveLength(lasting);
      expect(facts.gaps).toEqual([]);
    }
    going = false;
    await churn;
  });

  it('an image that is not on the host is asked for, not pulled', async () => {
    await expect(read(newReader({ image: 'nowhere.invalid/busybox:1' }))).rejects.toMatchObject({
      code: 'no-such-image',
      message: expect.stringContaining('docker pull nowhere.invalid/busybox:1'),
    });
    expect(await helpers()).toEqual([]);
  });

  it('a folder that is not there is told', async () => {
    await expect(
      newReader().read({ folder: '/run/user/1000/docker/netns', signal: never }),
    ).rejects.toMatchObject({ code: 'probe-no-handles' });
    await gone();
  });

  it('a read-only proxy before the engine: not permitted, and what to allow', async () => {
    const place = mkdtempSync(join(tmpdir(), 'patchbay-helper-'));
    const proxy = await startEngineProxy(join(place, 'proxy.sock'), socket());
    const through = createDockerClient({ kind: 'unix', path: proxy.path });
    try {
      proxy.behave(({ method, reply, pass }) => {
        if (method === 'GET') pass();
        else reply.writeHead(403, { 'Content-Type': 'text/html' }).end('<h1>403 Forbidden</h1>');
      });
      await expect(read(newReader({ client: through }))).rejects.toMatchObject({
        code: 'access-denied',
        message: expect.stringContaining('POST and DELETE for containers and exec'),
      });
      proxy.behave();
      expect((await read(newReader({ client: through }))).reader).toBe('iproute2');
    } finally {
      through.close();
      await proxy.close();
      rmSync(place, { recursive: true, force: true });
    }
  });
});

async function firstRead(reading: ReturnType<typeof readForever>): Promise<void> {
  const ended = once(reading, 'exit').then(() => Promise.reject(new Error('it ended before its first read')));
  await Promise.race([once(reading.stdout, 'data'), ended]);
  ended.catch(() => undefined);
}

/** Another Patchbay of the same data: a process that reads again and again. */
function readForever(
  mode: 'one-shot' | 'standing',
  { patience = 180, reads = 1_000 }: { patience?: number; reads?: number } = {},
) {
  const code = `
    const { createDockerClient } = await import('#server/engine/docker-client.ts');
    const { createHelperReader } = await import('#server/probe/helper/helper-reader.ts');
    const client = createDockerClient({ kind: 'unix', path: ${JSON.stringify(socket())} });
    const owner = ${JSON.stringify(owner)};
    const reader = createHelperReader({ client, ...owner, mode: '${mode}', patience: ${patience} });
    const signal = new AbortController().signal;
    for (let i = 0; i < ${reads}; i++) {
      await reader.read({ folder: '${folder}', signal });
      if (i === 0) console.log('read');
    }
    await new Promise(() => setInterval(() => {}, 1000));`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
