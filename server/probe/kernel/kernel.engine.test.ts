import { closeSync, openSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dequal } from 'dequal';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openLab } from '#e2e/lab/lab.ts';
import { run } from '#e2e/lab/run.ts';
import type { Counters, LinkFact, StackFact, WireFacts } from '#lib/wires/facts.ts';
import type { WireReader } from '../wire-reader.ts';
import { createKernelReader } from './create-kernel-reader.ts';
import { findDaemon } from './find-daemon.ts';
import { loadSystemCalls } from './load-system-calls.ts';
import { NetlinkSocket } from './netlink-socket.ts';
import { readStack } from './read-stack.ts';
import { layBench } from './testing/bench.ts';
import {
  factsOf,
  inOrder,
  type Printed,
  printAll,
  printedSchema,
  withoutCounters,
} from './testing/iproute2.ts';
import { type Recording, recording } from './testing/recording.ts';

const lab = openLab({ name: 'kern' });
const folder = '/run/docker/netns';
const readers = new Map<number, WireReader>();
const { signal } = new AbortController();

beforeAll(async () => {
  await lab.down();
  await lab.up(2, { swarm: true });
  await lab.scene('basic');
  await lab.scene('lan');
  // Thirty containers on each host, on bridges of their projects, some on an overlay as well.
  await lab.scene('crowd', 60);
});
afterAll(async () => {
  await Promise.all([...readers.values()].map((reader) => reader.close()));
  await lab.down();
});

it('reads of each namespace what iproute2 prints in it', async () => {
  for (const host of [1, 2]) {
    const told = await agreed(host, folder);
    expect(told.flatMap(({ handles }) => handles).sort()).toEqual((await handlesIn(host)).sort());
    expect(told.length, 'private, ingress, an overlay’s, a load balancer’s, the host’s').toBeGreaterThan(35);
  }
  const { stacks } = await read(1);
  const kinds = new Set(stacks.flatMap(({ links }) => links.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(['bridge', 'loopback', 'macvlan', 'veth', 'vxlan']);
  const overlay = stacks.find(({ handles }) => handles.some((name) => name.startsWith('1-')));
  expect(overlay?.links.find(({ kind }) => kind === 'vxlan')).toMatchObject({ vxlan: { port: 4789 } });
  const far = stacks.flatMap(({ forwarding }) => forwarding.map(({ to }) => to));
  expect(new Set(far), 'where the overlays lead to').toEqual(new Set([lab.hosts()[1]?.address]));
});

it('counts no less than was printed before, and no more than is printed after', async () => {
  const before = linksOf(await print(1, hostStack(await read(1))));
  const told = hostStack(await read(1)).links;
  const after = linksOf(await print(1, hostStack(await read(1))));
  expect(told.map(({ name }) => name).sort()).toEqual([...before.keys()].sort());
  let counted = 0;
  for (const { name, counters } of told) {
    const [low, high] = [before.get(name)?.counters, after.get(name)?.counters];
    for (const key of Object.keys(low ?? {}) as (keyof Counters)[]) {
      const value = counters?.[key] ?? -1;
      expect(value, `${name} ${key}`).toBeGreaterThanOrEqual(low?.[key] ?? 0);
      expect(value, `${name} ${key}`).toBeLessThanOrEqual(high?.[key] ?? 0);
      counted += value;
    }
  }
  expect(counted).toBeGreaterThan(0);
});

it('calls namespaces by the identity of their handles, and names their numbers as `ip netns list-id` does', async () => {
  const { stacks } = await read(1);
  const byHandle = new Map(stacks.flatMap(({ id, handles }) => handles.map((name) => [name, id] as const)));
  const identities = await lab.exec(1, 'sh', '-c', `cd ${folder} && stat -L -c '%n %d:%i' *`);
  for (const [name, id] of identities
    .trim()
    .split('\n')
    .map((line) => line.split(' '))) {
    const known = byHandle.get(name ?? '');
    if (known !== undefined) expect(id).toBe(known);
  }

  // In a mount namespace of its own: what ip takes for its folder, nobody else sees.
  const script = `mount --rbind ${folder} /run/netns; for n in ${(await handlesIn(1)).join(' ')}; do
    printf '{"of":"%s","ids":' $n; nsenter --net=${folder}/$n ip -j netns list-id | grep . || echo '[]'; echo '}'; done`;
  const listed = await lab.exec(1, 'unshare', '-m', '--propagation', 'private', 'sh', '-c', script);
  const schema = z.object({
    of: z.string(),
    ids: z.array(z.object({ nsid: z.number(), name: z.string().optional() })),
  });
  const lists = JSON.parse(`[${listed.replaceAll('}\n{', '},{')}]`) as unknown[];
  let named = 0;
  for (const { of, ids } of lists.map((list) => schema.parse(list))) {
    const stack = stacks.find(({ handles }) => handles.includes(of));
    for (const [number, id] of Object.entries(stack?.namespaces ?? {})) {
      const name = ids.find(({ nsid }) => nsid === Number(number))?.name;
      expect(byHandle.get(name ?? ''), `${of} calls ${number}`).toBe(id);
      named++;
    }
    const open = new Set(stack?.links.flatMap(({ peerNamespace }) => peerNamespace ?? []));
    for (const number of Object.keys(stack?.namespaces ?? {})) open.delete(Number(number));
    // The host's uplink leads into the lab's switch, of which this engine has no handle.
    expect([...open].length, `${of} has numbers without a name`).toBe(stack?.host ? 1 : 0);
  }
  expect(named).toBeGreaterThan(70);
});

it('tells which of two equal indices is meant', async () => {
  const [one = '', two = ''] = await Promise.all(['web', 'db'].map(handleOf));
  for (const [handle, name, index] of [
    [one, 'peer-one', 9001],
    [two, 'peer-two', 9002],
  ] as const) {
    const pair = `ip link add ${name} index ${index} type veth peer name same0 index 9000 netns /run/netns/there`;
    await lab.exec(
      1,
      'sh',
      '-c',
      `touch /run/netns/there; mount --bind ${folder}/${handle} /run/netns/there; ip link set lo up; ${pair}; umount /run/netns/there; rm /run/netns/there`,
    );
  }
  const { stacks } = await read(1);
  const host = stacks.find((stack) => stack.host);
  for (const [handle, name] of [
    [one, 'peer-one'],
    [two, 'peer-two'],
  ] as const) {
    const near = host?.links.find((link) => link.name === name);
    const far = stacks.find(({ handles }) => handles.includes(handle));
    const end = far?.links.find((link) => link.index === 9000);
    expect(near).toMatchObject({ peerIndex: 9000 });
    expect(host?.namespaces?.[near?.peerNamespace ?? -1], name).toBe(far?.id);
    expect(end).toMatchObject({ name: 'same0', peerIndex: near?.index });
    expect(far?.namespaces?.[end?.peerNamespace ?? -1]).toBe(host?.id);
    await lab.exec(1, 'ip', 'link', 'del', name);
  }
});

it('reads what Docker makes seldom: the same as iproute2 prints', async () => {
  await lab.exec(2, 'sh', '-c', layBench);
  const stacks = await agreed(2, '/run/netns');
  const [left, right] = ['left', 'right'].map((name) => stacks.find(({ handles }) => handles.includes(name)));
  expect(left?.defaultRoutes).toHaveLength(3);
  expect(left?.forwarding.map(({ to, permanent }) => [to, permanent])).toContainEqual(['10.1.0.6', false]);
  const across = left?.links.find(({ name }) => name === 'across');
  expect(left?.namespaces?.[across?.peerNamespace ?? -1]).toBe(right?.id);
});

it('containers that come and go meanwhile cost only themselves', async () => {
  let going = true;
  const churn = (async () => {
    while (going) {
      await lab.docker(1, 'run', '-d', '--name', 'brief', '--network', 'back', 'busybox', 'sleep', '60');
      await lab.docker(1, 'rm', '-f', 'brief');
    }
  })();
  try {
    const webs = await handleOf('web');
    for (let round = 0; round < 150; round++) {
      const { stacks } = await read(1);
      const web = stacks.find(({ handles }) => handles.includes(webs));
      expect(web?.links.map(({ name }) => name)).toContain('eth0');
      await sleep(10);
    }
  } finally {
    going = false;
    await churn;
  }
});

it.runIf(process.env.RECORD)('is recorded', async () => {
  const { pid } = findDaemon(socketOf(2));
  const calls = loadSystemCalls();
  const root = `/proc/${pid}/root`;
  const overlay = (await lab.exec(2, 'ls', folder)).split('\n').find((name) => name.startsWith('1-'));
  const handles = {
    overlay: `${root}${folder}/${overlay}`,
    left: `${root}/run/netns/left`,
  };
  const recorded: Recording = {
    kernel: release(),
    iproute2: (await run('ip', ['-V'])).trim(),
    stacks: {},
  };
  const own = openSync('/proc/thread-self/ns/net', 'r');
  for (const [name, path] of Object.entries(handles)) {
    const handle = openSync(path, 'r');
    calls.enterNetwork(handle);
    const socket = calls.netlinkSocket();
    calls.enterNetwork(own);
    closeSync(handle);
    const exchanges: Recording['stacks'][string]['exchanges'] = [];
    const link = new NetlinkSocket(recording(calls, exchanges), socket);
    readStack(link);
    link.close();
    recorded.stacks[name] = { exchanges, printed: await printIn(2, path.slice(root.length)) };
  }
  closeSync(own);
  writeFileSync(join(import.meta.dirname, 'testdata', 'linux-6.18.json'), JSON.stringify(recorded, null, 1));
});

function socketOf(host: number): string {
  return lab.hosts()[host - 1]?.socket ?? '';
}

function read(host: number, from = folder): Promise<WireFacts> {
  let reader = readers.get(host);
  if (!reader) {
    reader = createKernelReader({ socket: socketOf(host) });
    readers.set(host, reader);
  }
  return reader.read({ folder: from, signal });
}

/** The handles that are one: engine 20.10 takes away the file of a container that is gone a minute later. */
async function handlesIn(host: number): Promise<string[]> {
  const script = `cd ${folder} && for n in *; do [ $(stat -f -c %t $n) != 6e736673 ] || echo $n; done`;
  return (await lab.exec(host, 'sh', '-c', script)).trim().split('\n');
}

/** What is read of each namespace, once it is what iproute2 prints: an overlay's members may be changing yet. */
async function agreed(host: number, from: string): Promise<StackFact[]> {
  const shown: { told: unknown[]; printed: unknown[] } = { told: [], printed: [] };
  for (let attempt = 0; attempt < 5; attempt++) {
    const { stacks, gaps } = await read(host, from);
    expect(gaps).toEqual([]);
    shown.told = stacks.map((stack) => withoutCounters(inOrder(stack)));
    shown.printed = [];
    for (const stack of stacks) {
      shown.printed.push(withoutCounters(factsOf(await print(host, stack, from))));
    }
    if (dequal(shown.told, shown.printed)) return stacks;
    await sleep(1_000);
  }
  expect(shown.told).toEqual(shown.printed);
  return [];
}

/** What iproute2 prints, run in the namespace itself. */
function print(host: number, { handles, host: own }: StackFact, from = folder): Promise<Printed> {
  return printIn(host, own ? '/proc/1/ns/net' : `${from}/${handles[0]}`);
}

async function printIn(host: number, path: string): Promise<Printed> {
  return printedSchema.parse(
    JSON.parse(await lab.exec(host, 'nsenter', `--net=${path}`, 'sh', '-c', printAll)),
  );
}

async function handleOf(container: string): Promise<string> {
  const key = await lab.docker(1, 'inspect', '-f', '{{.NetworkSettings.SandboxKey}}', container);
  return basename(key.trim());
}

function hostStack({ stacks }: WireFacts): StackFact {
  const [stack] = stacks.filter(({ host }) => host);
  if (!stack) throw new Error('The host’s own namespace is missing.');
  return stack;
}

function linksOf(printed: Printed): Map<string, LinkFact> {
  return new Map(factsOf(printed).links.map((link) => [link.name, link]));
}
