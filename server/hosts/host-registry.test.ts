import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import { createHub, type Hub } from '#server/collect/hub.ts';
import { createReaders, type Readers } from '#server/collect/readers.ts';
import { container, network } from '#server/collect/testfacts.ts';
import type { HostConfig } from '#server/config/config.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { Failure } from '#server/failure.ts';
import { type FakeReader, fakeReader } from '#server/probe/testing.ts';
import type { WireReaders } from '#server/probe/ways.ts';
import type { HostStore, StoredHost } from '#server/storage/host-store.ts';
import { createHostRegistry, type HostRegistry } from './host-registry.ts';

const log = pino({ level: 'silent' });
const url = 'tcp://10.0.0.5:2375';
/** A real file, as certificates are read when they are named. */
let folder: string;
let pem: { ca: string };
const created = '2026-01-01T00:00:00.000Z';

let kept: StoredHost[];
let full: boolean;
/** What engines answer instead of who they are. */
let refusal: EngineError | undefined;
let hub: Hub;
let readers: Readers;
let hosts: HostRegistry;
/** The URLs that clients were made for, and those whose client is closed. */
let made: string[];
let closed: string[];
/** What holds for the wires of all hosts, and every helper that was made to read them. */
let probe: ProbeSettings | undefined;
let helpers: { kind: string; image: string | undefined; reader: FakeReader }[];

const store: HostStore = {
  list: async () => [...kept],
  add: async (host) => {
    if (full) throw new Failure({ status: 507, code: 'storage-full', message: 'Full.' });
    kept.push(host);
  },
  change: async (id, values) => {
    kept = kept.map((host) => (host.id === id ? { id, created: host.created, ...values } : host));
  },
  move: async (id, to) => {
    kept = kept.map((host) => (host.id === id ? { ...host, ...to } : host));
  },
  remove: async (id) => {
    kept = kept.filter((host) => host.id !== id);
  },
};
/** An engine with one network and one container, whose event stream goes on until its client is closed. */
const connect = (host: HostConfig) => {
  made.push(host.url);
  // All that are reached by a socket are clones of one machine.
  const engineId = host.url.startsWith('unix:') ? 'clone' : host.url;
  const end = Promise.withResolvers<void>();
  return fakeClient({
    ping: async () => {
      if (refusal) throw refusal;
      return { apiVersion: host.url.includes('old') ? '1.40' : '1.41', flavour: 'docker' };
    },
    info: async () => ({ version: '20.10.24', engineId, drivers: ['bridge'], rootless: false }),
    networks: async () => ({ items: [network('bridge', { nativeId: host.url })], warnings: [] }),
    containers: async () => ({ items: [container('web')], warnings: [] }),
    inspectContainer: async () => {
      throw new EngineError({ kind: 'no-such-container', message: 'Gone.' });
    },
    events: async () => ({
      // biome-ignore lint/correctness/useYield: an engine on which nothing happens
      async *[Symbol.asyncIterator]() {
        await end.promise;
      },
    }),
    close: () => {
      closed.push(host.url);
      end.resolve();
    },
  });
};
const open = async () => {
  hub = createHub({ readings: [], log });
  const wireReadersOf = (): WireReaders => ({
    helper(kind, image) {
      const reader = fakeReader('helper');
      helpers.push({ kind, image, reader });
      return reader;
    },
    isOwn: () => false,
  });
  readers = createReaders({ hub, clientsOf: (host) => () => connect(host), wireReadersOf, log });
  readers.add({
    id: 'filed',
    name: 'Filed',
    url: 'unix:///filed',
    address: { kind: 'unix', path: '/filed' },
    origin: 'file',
    source: 'patchbay.yaml',
  });
  readers.start();
  hosts = await createHostRegistry({ hub, readers, store, connect, probe, log });
};
const live = (id: string) =>
  expect.poll(() => hub.current().topology.hosts[id]?.status, { timeout: 3_000 }).toBe('live');
const faultOf = (work: Promise<unknown>) => expect(work).rejects;

beforeEach(async () => {
  [kept, made, closed, full, refusal, probe, helpers] = [[], [], [], false, undefined, undefined, []];
  await open();
});
afterEach(() => readers.stop());
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-registry-'));
  pem = { ca: join(folder, 'ca.pem') };
  writeFileSync(pem.ca, rootCertificates[0] ?? '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the registry of hosts', () => {
  it('adds a host that is kept, in the picture at once, and read', async () => {
    const added = await hosts.add({ name: 'New one', url });
    expect(added).toMatchObject({ id: 'new-one', name: 'New one', url, origin: 'stored' });
    expect(hub.current().topology.hosts['new-one']).toEqual(added);
    expect(kept).toMatchObject([{ id: 'new-one', name: 'New one', url }]);
    await live('new-one');
    expect(hub.current().topology.containers['container:new-one/web']).toBeDefined();
    expect(hosts.list().map(({ id, origin }) => [id, origin])).toEqual([
      ['filed', 'file'],
      ['new-one', 'stored'],
    ]);
  });

  it('brings back what was kept', async () => {
    kept = [{ id: 'old', name: 'Once', url, created }];
    await readers.stop();
    await open();
    expect(hub.current().topology.hosts.old).toMatchObject({ name: 'Once', origin: 'stored' });
  });

  it('keeps nothing and shows nothing of what can not be saved', async () => {
    full = true;
    await faultOf(hosts.add({ name: 'new', url })).toMatchObject({ code: 'storage-full' });
    expect(hosts.list().map(({ id }) => id)).toEqual(['filed']);
  });

  it('with another name alone a host keeps its id and everything on it', async () => {
    await hosts.add({ name: 'new', url });
    await live('new');
    const before = hub.current().topology.containers['container:new/web'];
    const changed = await hosts.change('new', { name: 'Newer', url });
    expect(changed).toMatchObject({ id: 'new', name: 'Newer', status: 'live' });
    expect(hub.current().topology.containers['container:new/web']).toBe(before);
    expect(kept).toMatchObject([{ id: 'new', name: 'Newer' }]);
    expect(made.filter((each) => each === url)).toHaveLength(3);
  });

  it('reads the wires of a host as its owner allows, from when that is said', async () => {
    const wires = () => hub.current().topology.hosts.new?.wires;
    const first = await hosts.add({ name: 'new', url });
    expect(first).not.toHaveProperty('probe');
    await live('new');
    expect(wires()).toMatchObject({ state: 'off', reason: expect.stringContaining('helper container') });
    const before = hub.current().topology.containers['container:new/web'];
    const own = { helper: 'standing', image: 'box' } as const;
    const changed = await hosts.change('new', { name: 'new', url, probe: own });
    expect(changed).toMatchObject({ status: 'live', probe: own });
    expect(kept).toMatchObject([{ probe: own }]);
    await expect.poll(wires).toMatchObject({ state: 'live', way: 'helper' });
    expect(hub.current().topology.containers['container:new/web']).toBe(before);
    expect(made.filter((each) => each === url)).toHaveLength(3);
    expect(helpers).toMatchObject([{ kind: 'standing', image: 'box', reader: { closed: false } }]);

    await readers.stop();
    expect(helpers[0]?.reader.closed).toBe(true);
    await open();
    expect(hub.current().topology.hosts.new).toMatchObject({ probe: own });
    await expect.poll(wires).toMatchObject({ state: 'live' });
    const off = await hosts.change('new', { name: 'Newer', url });
    expect(off).not.toHaveProperty('probe');
    expect(off).toMatchObject({ name: 'Newer', wires: { state: 'off' } });
    expect(kept[0]).not.toHaveProperty('probe');
    await expect.poll(() => helpers[1]?.reader.closed).toBe(true);
  });

  it('takes what holds for all hosts where one says nothing', async () => {
    await readers.stop();
    probe = { helper: 'one-shot', image: 'usual' };
    await open();
    expect(await hosts.add({ name: 'new', url })).toMatchObject({ probe });
    expect(kept[0]).not.toHaveProperty('probe');
    const own = { helper: 'off' } as const;
    expect(await hosts.change('new', { name: 'new', url, probe: own })).toMatchObject({
      probe: { helper: 'off', image: 'usual' },
    });
    expect(kept).toMatchObject([{ probe: own }]);
  });

  it('takes what is shown of the usual settings for no setting of its own, when it comes back', async () => {
    probe = { helper: 'one-shot', image: 'usual' };
    await readers.stop();
    await open();
    const shown = (await hosts.add({ name: 'new', url })).probe;
    await hosts.change('new', { name: 'other', url, probe: { ...shown, local: false } });
    expect(kept[0]).toMatchObject({ name: 'other' });
    expect(kept[0]?.probe).toEqual({ local: false });
  });

  it('refuses an image that is none', async () => {
    const entry = { name: 'new', url, probe: { image: 'a b' } };
    const fields = { 'probe.image': expect.stringContaining('no name of an image') };
    await faultOf(hosts.add(entry)).toMatchObject({ status: 400, details: { fields } });
    expect(kept).toEqual([]);
  });

  it('with another URL it is read anew, and the old clients are closed', async () => {
    await hosts.add({ name: 'new', url });
    await live('new');
    const changed = await hosts.change('new', { name: 'new', url: 'tcp://10.0.0.6:2375' });
    expect(changed).toMatchObject({ id: 'new', status: 'connecting', url: 'tcp://10.0.0.6:2375' });
    expect(hub.current().topology.containers['container:new/web']).toBeUndefined();
    expect(closed.filter((each) => each === url)).not.toEqual([]);
    await live('new');
  });

  it('keeps how a host is reached, and reads it anew when that changes', async () => {
    const at = (more: object) => ({ name: 'new', url: 'tcp://10.0.0.6', ...more });
    const added = await hosts.add(at({ tls: { ca: ` ${pem.ca} ` } }));
    expect(added).toMatchObject({ url: 'tcp://10.0.0.6:2376', tls: { ca: pem.ca } });
    expect(kept).toMatchObject([{ tls: { ca: pem.ca } }]);
    await live('new');
    const count = () => made.filter((each) => each.startsWith('tcp://10.0.0.6')).length;
    const before = count();
    expect(await hosts.change('new', { ...at({ tls: { ca: pem.ca } }), name: 'Newer' })).toMatchObject({
      status: 'live',
      tls: { ca: pem.ca },
    });
    expect(count()).toBe(before);
    expect(await hosts.change('new', at({ tls: {} }))).toMatchObject({ status: 'connecting', tls: {} });
    expect(count()).toBeGreaterThan(before);
    const plain = await hosts.change('new', at({}));
    expect(plain).toMatchObject({ url: 'tcp://10.0.0.6:2375', warnings: [{ code: 'plain-tcp' }] });
    expect(plain).not.toHaveProperty('tls');
    expect(kept[0]).not.toHaveProperty('tls');
    const ssh = { knownHosts: pem.ca };
    const far = await hosts.change('new', { name: 'new', url: 'ssh://me@there', ssh });
    expect(far).toMatchObject({ url: 'ssh://me@there', ssh });
    await readers.stop();
    await open();
    expect(hub.current().topology.hosts.new).toMatchObject({ url: 'ssh://me@there', ssh });
    expect(readers.configOf('new')?.address).toMatchObject({ kind: 'ssh', ssh: { knownHosts: [pem.ca] } });
  });

  it('keeps nothing of an entry whose files are wrong', async () => {
    const entry = { name: 'new', url: 'tcp://10.0.0.6', tls: { ca: '/nowhere/ca.pem' } };
    const fields = { 'tls.ca': expect.stringContaining('/nowhere/ca.pem') };
    await faultOf(hosts.add(entry)).toMatchObject({ status: 400, details: { fields } });
    await faultOf(hosts.test(entry)).toMatchObject({ status: 400, details: { fields } });
    expect(kept).toEqual([]);
  });

  it('removes a host with everything on it, once', async () => {
    await hosts.add({ name: 'new', url });
    await live('new');
    await hosts.remove('new');
    const { topology } = hub.current();
    expect(Object.keys(topology.hosts)).toEqual(['filed']);
    expect(Object.keys(topology.containers).some((id) => id.includes(':new/'))).toBe(false);
    expect(kept).toEqual([]);
    await faultOf(hosts.remove('new')).toMatchObject({ code: 'unknown-host', status: 404 });
    await hosts.add({ name: 'new', url });
    await live('new');
  });

  it('two people who add the same host at once: one of them is told', async () => {
    const results = await Promise.allSettled([
      hosts.add({ name: 'new', url }),
      hosts.add({ name: 'new', url }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(kept).toHaveLength(1);
  });

  it('leaves hosts of the configuration alone, and says where they are', async () => {
    const message = expect.stringContaining('patchbay.yaml');
    await faultOf(hosts.remove('filed')).toMatchObject({ code: 'configured-host', message, status: 409 });
    await faultOf(hosts.change('filed', { name: 'x', url })).toMatchObject({ code: 'configured-host' });
    await faultOf(hosts.change('constructor', { name: 'x', url })).toMatchObject({ code: 'unknown-host' });
    await faultOf(hosts.add({ name: 'filed', url })).toMatchObject({
      status: 409,
      details: { fields: { name: expect.any(String) } },
    });
  });

  it('a stored host whose id the configuration took since stays, under another name', async () => {
    kept = [
      { id: 'filed', name: 'Filed', url, created },
      { id: 'filed-2', name: 'Filed 2', url: 'tcp://10.0.0.6:2375', created },
    ];
    await readers.stop();
    await open();
    expect(Object.keys(hub.current().topology.hosts)).toEqual(['filed', 'filed-2', 'filed-3']);
    expect(kept[0]).toMatchObject({ id: 'filed-3', name: 'Filed 3', url });
  });

  it('a stored host with a URL of another version is shown, with the reason, and can be removed', async () => {
    kept = [{ id: 'odd', name: 'odd', url: 'gopher://there', created }];
    await readers.stop();
    await open();
    expect(hub.current().topology.hosts.odd).toMatchObject({
      status: 'unreachable',
      reason: expect.stringContaining('gopher://'),
    });
    await hosts.remove('odd');
    expect(kept).toEqual([]);
  });
});

describe('a test of a host', () => {
  const codes = async (request: Parameters<HostRegistry['test']>[0]) =>
    (await hosts.test(request)).warnings.map(({ code }) => code);

  it('says what it found, and closes what it opened', async () => {
    expect(await hosts.test({ url: 'tcp://127.0.0.1:9999' })).toMatchObject({
      engine: { flavour: 'docker', version: '20.10.24', apiVersion: '1.41' },
      drivers: ['bridge'],
      containers: 1,
      running: 1,
      networks: 1,
      warnings: [],
    });
    expect(closed).toEqual(['tcp://127.0.0.1:9999']);
    expect(kept).toEqual([]);
  });

  it('warns of plain tcp to another machine alone', async () => {
    expect(await codes({ url: 'tcp://127.0.0.1' })).toEqual([]);
    expect(await codes({ url: 'tcp://[::1]:2375' })).toEqual([]);
    expect(await codes({ url: 'tcp://10.0.0.7' })).toEqual(['plain-tcp']);
  });

  it('warns of engines that are too old', async () => {
    expect(await codes({ url: 'tcp://localhost:2375' })).toEqual([]);
    const [warning] = (await hosts.test({ url: 'tcp://old:2375' })).warnings.slice(1);
    expect(warning).toMatchObject({ code: 'engine-too-old', message: expect.stringContaining('API 1.40') });
  });

  it('warns of another entry for the same daemon, of clones, and of names', async () => {
    await live('filed');
    expect(await codes({ url: 'unix:///filed' })).toEqual(['same-daemon']);
    expect(await codes({ url: 'unix:///other' })).toEqual(['same-engine-id']);
    expect(await codes({ name: 'filed', url: 'unix:///filed', id: 'filed' })).toEqual([]);
    expect(await codes({ id: 'filed' })).toEqual([]);
    expect((await codes({ name: 'FILED', url: 'unix:///other' }))[0]).toBe('unusable-name');
  });

  it('names the field that what the engine says is about', async () => {
    refusal = new EngineError({ kind: 'tls-unknown-authority', message: 'Who is it?', words: 'x' });
    await faultOf(hosts.test({ url: 'tcp://10.0.0.9:2376', tls: { ca: pem.ca } })).toMatchObject({
      code: 'tls-unknown-authority',
      message: 'Who is it?',
      details: { engine: 'x', fields: { 'tls.ca': 'Who is it?' } },
    });
    refusal = new EngineError({ kind: 'connection-refused', message: 'Nobody.' });
    await faultOf(hosts.test({ url: 'tcp://10.0.0.9:2376', tls: {} })).not.toHaveProperty('details.fields');
  });

  it('names the field that is wrong', async () => {
    await faultOf(hosts.test({ url: 'nonsense' })).toMatchObject({
      details: { fields: { url: expect.any(String) } },
    });
    await faultOf(hosts.test({ name: 'x' })).toMatchObject({
      details: { fields: { url: expect.any(String) } },
    });
    await faultOf(hosts.test({ id: 'nobody' })).toMatchObject({ code: 'unknown-host' });
  });
});
