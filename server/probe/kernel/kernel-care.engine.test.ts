import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { startPodman } from '#e2e/lab/podman.ts';
import { run } from '#e2e/lab/run.ts';
import { waitFor } from '#e2e/lab/wait.ts';
import { createKernelReader } from './create-kernel-reader.ts';

/** What reading leaves behind (nothing), and what it says where it can't be done. */

const lab = openLab({ name: 'kerncare' });
const folder = '/run/docker/netns';
const { signal } = new AbortController();

beforeAll(async () => {
  await lab.down();
  await lab.up(2);
  await lab.scene('basic');
});
afterAll(() => lab.down());

it('a hundred reads leave no thread, no open file, and keep no namespace alive', async () => {
  // Docker ends its namespaces with more care than the kernel: this one goes with its last holder.
  await lab.exec(
    2,
    'sh',
    '-c',
    `ip netns add doomed; ip link add doom0 type veth peer name doom1 netns doomed; touch ${folder}/doomed; mount --bind /run/netns/doomed ${folder}/doomed`,
  );
  const reader = createKernelReader({ socket: socketOf(2) });
  const first = await reader.read({ folder, signal });
  expect(first.stacks.flatMap(({ handles }) => handles)).toContain('doomed');
  const [files, threads] = [openFiles(), threadCount()];
  for (let round = 0; round < 100; round++) await reader.read({ folder, signal });
  expect([openFiles(), threadCount()]).toEqual([files, threads]);
  await lab.exec(2, 'sh', '-c', `umount ${folder}/doomed; rm ${folder}/doomed; ip netns del doomed`);
  const gone = await waitFor(
    async () => !(await lab.exec(2, 'ls', '/sys/class/net')).includes('doom0'),
    10_000,
  );
  expect(gone, 'the other end of its veth pair goes with it').toBe(true);
  await reader.close();
  await expect(reader.read({ folder, signal })).rejects.toMatchObject({ code: 'probe-closed' });
});

it('the thread ends with the last reader, and a read can be given up', async () => {
  const before = [openFiles(), threadCount()];
  const one = createKernelReader({ socket: socketOf(1) });
  const other = createKernelReader({ socket: socketOf(2) });
  await Promise.all([one, other].map((reader) => reader.read({ folder, signal })));
  const given = new AbortController();
  const reading = one.read({ folder, signal: given.signal });
  given.abort(new Error('not wanted any more'));
  await expect(reading).rejects.toThrow('not wanted any more');
  await one.close();
  expect((await other.read({ folder, signal })).stacks.length).toBeGreaterThan(3);
  const late = other.read({ folder, signal });
  const ended = expect(late).rejects.toMatchObject({ code: 'probe-closed' });
  await other.close();
  await ended;
  expect(
    await waitFor(() => JSON.stringify([openFiles(), threadCount()]) === JSON.stringify(before), 5_000),
  ).toBe(true);
});

it('finds an engine that was started anew, and says so while there is none', async () => {
  const reader = createKernelReader({ socket: socketOf(2) });
  const read = () => reader.read({ folder, signal });
  expect((await read()).stacks.length).toBeGreaterThan(3);
  await lab.kill(2);
  await expect(read()).rejects.toMatchObject({ code: 'probe-engine-elsewhere' });
  await lab.start(2);
  expect((await read()).stacks.filter(({ host }) => host)).toHaveLength(1);
  await reader.close();
});

it('what only forwards to an engine is not taken for one', async () => {
  const socket = join(dirname(socketOf(1)), 'forward.sock');
  const listen = `require('net').createServer().listen(${JSON.stringify(socket)}, () => console.log('ready'))`;
  const forwarder = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] });
  const reader = createKernelReader({ socket });
  try {
    await once(forwarder.stdout, 'data', { signal: AbortSignal.timeout(20_000) });
    await expect(reader.read({ folder, signal })).rejects.toMatchObject({
      code: 'probe-engine-elsewhere',
      message: expect.stringContaining('not an engine'),
    });
  } finally {
    forwarder.kill('SIGKILL');
    rmSync(socket, { force: true });
    await reader.close();
  }
});

/** Stand-ins for a rootless engine: a process of its name in a user namespace, with a namespace for a container. */
const rootless = {
  'in its own network namespace': { unshare: '-Urnm', inEngine: '' },
  // As of 29.5.
  'whose network namespace is detached': {
    unshare: '-Urm',
    inEngine: 'mkdir /run/kit && touch /run/kit/netns && unshare --net=/run/kit/netns true &&',
  },
};

it.each(Object.entries(rootless))(
  'a rootless engine %s is read as well',
  async (_, { unshare, inEngine }) => {
    const socket = join(dirname(socketOf(1)), 'rootless.sock');
    const listen = `process.title = 'dockerd'; require('net').createServer().listen(process.argv[1], () => console.log('ready'))`;
    const enter = inEngine && 'nsenter --net=/run/kit/netns';
    const script = `mount -t tmpfs tmpfs /run && ${inEngine} mkdir -p ${folder} /run/netns && touch /run/netns/box && unshare --net=/run/netns/box true &&
    touch ${folder}/box && mount --bind /run/netns/box ${folder}/box &&
    ${enter} ip link add outer type veth peer name inner netns box && export ROOTLESSKIT_STATE_DIR=/run/kit &&
    exec "$0" -e "$1" "$2"`;
    const engine = spawn('unshare', [unshare, 'sh', '-c', script, process.execPath, listen, socket], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const reader = createKernelReader({ socket });
    try {
      await once(engine.stdout, 'data', { signal: AbortSignal.timeout(20_000) });
      const { stacks, gaps } = await reader.read({ folder, signal });
      expect(gaps).toEqual([{ code: 'rootless', message: expect.stringContaining('RootlessKit') }]);
      const [own, box] = stacks;
      expect(stacks.map(({ host, handles }) => [host, handles])).toEqual([
        [true, []],
        [false, ['box']],
      ]);
      const [outer, inner] = [own, box].map((stack) => stack?.links.find(({ kind }) => kind === 'veth'));
      expect([outer?.name, inner?.name]).toEqual(['outer', 'inner']);
      expect(own?.namespaces?.[outer?.peerNamespace ?? -1]).toBe(box?.id);
      expect(box?.namespaces?.[inner?.peerNamespace ?? -1]).toBe(own?.id);
    } finally {
      engine.kill('SIGKILL');
      rmSync(socket, { force: true });
      await reader.close();
    }
  },
);

const unprivileged = ['--reuid=65534', '--regid=65534', '--clear-groups'];
/** So that it may read Patchbay's own files, wherever they are. */
const readsFiles = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];

it.each([
  [
    'an unprivileged user',
    ['setpriv', ...unprivileged, ...readsFiles],
    'probe-no-permission',
    'Run it as root',
  ],
  ['root without the capability', ['setpriv', '--bounding-set=-sys_admin'], 'probe-no-permission', 'as root'],
  ['a Node without foreign functions', ['env', 'NODE_OPTIONS=--no-addons'], 'probe-no-library', 'koffi'],
])('%s is told why it gets nothing, and what to do', async (_, [command = '', ...as], code, words) => {
  const script = `
    const { createKernelReader } = await import(${JSON.stringify(join(import.meta.dirname, 'create-kernel-reader.ts'))});
    const reader = createKernelReader({ socket: ${JSON.stringify(socketOf(1))} });
    const { signal } = new AbortController();
    try {
      await reader.read({ folder: '${folder}', signal });
    } catch ({ code, message }) {
      console.log(JSON.stringify({ code, message }));
    }
    await reader.close();`;
  const told = await run(command, [...as, process.execPath, '--input-type=module', '-e', script]);
  expect(JSON.parse(told)).toEqual({ code, message: expect.stringContaining(words) });
});

it('Podman’s service is found as well, and its namespaces where it keeps them', async () => {
  const podman = await startPodman(lab, 1);
  await podman.run('run', '-d', '--name', 'pod', '--network', 'podman', 'busybox', 'sleep', '9999');
  const key = (await podman.run('inspect', '-f', '{{.NetworkSettings.SandboxKey}}', 'pod')).trim();
  const reader = createKernelReader({ socket: podman.socket });
  try {
    const { stacks } = await reader.read({ folder: dirname(key), signal });
    const own = stacks.find(({ host }) => host);
    const pod = stacks.find(({ handles }) => handles.includes(basename(key)));
    const end = pod?.links.find(({ kind }) => kind === 'veth');
    const other = own?.links.find(({ index }) => index === end?.peerIndex);
    expect(other).toMatchObject({ kind: 'veth', peerIndex: end?.index, port: { state: 'forwarding' } });
    expect(own?.namespaces?.[other?.peerNamespace ?? -1]).toBe(pod?.id);
  } finally {
    await reader.close();
  }
});

function socketOf(host: number): string {
  return lab.hosts()[host - 1]?.socket ?? '';
}

function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}

function threadCount(): number {
  return readdirSync('/proc/self/task').length;
}
