import { describe, expect, it } from 'vitest';
import { EngineError } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import type { HelperContainers, HelperSpec } from '#server/engine/helper-containers.ts';
import { createHelperReader } from './helper-reader.ts';
import { isOwn } from './helper-spec.ts';

const owner = { instance: 'i', hostId: 'h' };
const request = () => ({ folder: '/var/run/docker/netns', signal: new AbortController().signal });

/** What the script prints of a host with nothing on it, behind the mark it is given. */
const printedFor = (command: readonly string[]) => {
  const mark = command[4] ?? '';
  const stack = `${mark} stack 4:1\n[{"ifindex":1,"ifname":"lo","mtu":65536}]\n\n${mark} read 4:1 0\n`;
  return `\n${mark} reader iproute2 x\n\n${mark} host 4:1\n\n${mark} handles\n4:1 default\n\n${stack}\n${mark} done\n`;
};
const gone = () => new EngineError({ kind: 'no-such-container', message: 'It is gone.' });

/** An engine that keeps helpers, and what it was asked. */
function engine(more: Partial<HelperContainers> = {}) {
  const there = new Map<string, HelperSpec>();
  const calls: string[] = [];
  let made = 0;
  const helpers: HelperContainers = {
    async list(labels) {
      calls.push('list');
      const bears = (spec: HelperSpec) =>
        Object.entries(labels).every(([name, value]) => spec.labels[name] === value);
      return [...there].flatMap(([id, spec]) => (bears(spec) ? [id] : []));
    },
    async create(spec) {
      const id = `c${++made}`;
      calls.push(`create ${id}`);
      there.set(id, spec);
      return id;
    },
    async start(id) {
      calls.push(`start ${id}`);
    },
    async run(id) {
      calls.push(`run ${id}`);
      return { stdout: printedFor(there.get(id)?.command ?? []), stderr: '' };
    },
    async exec(id, command) {
      if (!there.has(id)) throw gone();
      calls.push(`exec ${id}`);
      return { stdout: printedFor(command), stderr: '' };
    },
    async remove(id) {
      calls.push(`remove ${id}`);
      there.delete(id);
    },
    ...more,
  };
  return { there, calls, client: fakeClient({ helpers }) };
}

const left = (labels: Record<string, string>): HelperSpec => ({
  ...{ name: 'x', image: 'busybox', command: [], capabilities: [], labels },
});
const ownLabels = { 'patchbay.helper': 'links', 'patchbay.instance': 'i', 'patchbay.host': 'h' };

describe('one for each read', () => {
  it('is made, run and removed', async () => {
    const { client, calls, there } = engine();
    const reader = createHelperReader({ client, mode: 'one-shot', ...owner });
    expect(await reader.read(request())).toMatchObject({
      reader: 'iproute2',
      stacks: [{ id: '4:1', host: true }],
    });
    await reader.read(request());
    expect(calls).toEqual(['list', 'create c1', 'run c1', 'remove c1', 'create c2', 'run c2', 'remove c2']);
    expect(there.size).toBe(0);
  });

  it('is removed when it fails, and what it left is looked for before the next', async () => {
    const { client, calls } = engine({ run: () => Promise.reject(gone()) });
    const reader = createHelperReader({ client, mode: 'one-shot', ...owner });
    await expect(reader.read(request())).rejects.toMatchObject({ code: 'no-such-container' });
    await expect(reader.read(request())).rejects.toMatchObject({ code: 'no-such-container' });
    expect(calls).toEqual(['list', 'create c1', 'remove c1', 'list', 'create c2', 'remove c2']);
  });

  it('has labels by which it is known, and an image that was chosen', async () => {
    const specs: HelperSpec[] = [];
    const { client } = engine({
      create: async (spec) => {
        specs.push(spec);
        return 'c';
      },
      run: async () => ({ stdout: printedFor(specs[0]?.command ?? []), stderr: '' }),
    });
    await createHelperReader({ client, mode: 'one-shot', image: 'alpine:3', ...owner }).read(request());
    expect(specs).toEqual([
      expect.objectContaining({
        image: 'alpine:3',
        labels: ownLabels,
        name: expect.stringMatching(/^patchbay-probe-[0-9a-f]{12}$/),
        capabilities: ['SYS_ADMIN', 'SYS_CHROOT', 'SYS_PTRACE'],
      }),
    ]);
    expect(isOwn(specs[0]?.labels ?? {}, owner)).toBe(true);
    expect(isOwn({ 'patchbay.helper': 'links' }, owner)).toBe(false);
  });
});

describe('one that stays', () => {
  it('is made once, and removed at the end', async () => {
    const { client, calls } = engine();
    const reader = createHelperReader({ client, mode: 'standing', ...owner });
    await reader.read(request());
    await reader.read(request());
    await reader.close();
    expect(calls).toEqual(['list', 'create c1', 'start c1', 'exec c1', 'exec c1', 'remove c1']);
  });

  it('is made anew when it is gone', async () => {
    const { client, calls, there } = engine();
    const reader = createHelperReader({ client, mode: 'standing', ...owner });
    await reader.read(request());
    there.clear();
    await reader.read(request());
    expect(calls.slice(-4)).toEqual(['remove c1', 'create c2', 'start c2', 'exec c2']);
  });

  it('that can’t be started is removed', async () => {
    const { client, calls, there } = engine({ start: () => Promise.reject(gone()) });
    const reader = createHelperReader({ client, mode: 'standing', ...owner });
    await expect(reader.read(request())).rejects.toMatchObject({ code: 'no-such-container' });
    expect(calls.at(-1)).toBe('remove c1');
    expect(there.size).toBe(0);
  });
});

it('what an earlier run of this Patchbay left on this host is removed, and nothing of others', async () => {
  const { client, there } = engine();
  there.set('mine', left(ownLabels));
  there.set('of another host', left({ ...ownLabels, 'patchbay.host': 'other' }));
  there.set('of another Patchbay', left({ ...ownLabels, 'patchbay.instance': 'other' }));
  await createHelperReader({ client, mode: 'one-shot', ...owner }).read(request());
  expect([...there.keys()]).toEqual(['of another host', 'of another Patchbay']);
});

it.each([
  ['Podman', fakeClient({ ping: async () => ({ apiVersion: '1.41', flavour: 'podman' }) }), 'probe-podman'],
  [
    'a rootless engine',
    fakeClient({ info: async () => ({ version: '28', drivers: [], rootless: true }) }),
    'probe-rootless',
  ],
])('%s is refused, with what to do', async (_, client, code) => {
  const reader = createHelperReader({ client, mode: 'one-shot', ...owner });
  await expect(reader.read(request())).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/switch the helper off/i),
  });
});

it('reads wait for each other, and a failure holds up nobody', async () => {
  let running = 0;
  let most = 0;
  const { client, there } = engine({
    async run(id) {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (id === 'c2') throw gone();
      return { stdout: printedFor(there.get(id)?.command ?? []), stderr: '' };
    },
  });
  const reader = createHelperReader({ client, mode: 'one-shot', ...owner });
  const results = await Promise.allSettled([1, 2, 3].map(() => reader.read(request())));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(most).toBe(1);
});

it('what is not read when it closes fails', async () => {
  const { client } = engine();
  const reader = createHelperReader({ client, mode: 'one-shot', ...owner });
  await reader.close();
  await expect(reader.read(request())).rejects.toMatchObject({ code: 'probe-closed' });
});
