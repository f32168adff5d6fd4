import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContainerFact, HostReading, NetworkFact } from '#lib/topology/snapshot.ts';
import type { EngineClient, EngineEvent } from '#server/engine/engine-client.ts';
import { EngineError, type EngineErrorKind } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { createQueue, type Queue } from '#server/engine/queue.ts';
import { type Collector, type CollectorOptions, createCollector } from './collector.ts';
import { createManualTimers, type ManualTimers } from './manual-timers.ts';
import { container, network } from './testfacts.ts';

const id = (letter: string) => letter.repeat(64);
const web = id('a');

let timers: ManualTimers;
let readings: HostReading[];
let collector: Collector | undefined;
let calls: string[];
/** What the engine holds, and what its lists say if they lag behind. */
let engine: {
  networks: NetworkFact[];
  containers: ContainerFact[];
  listed?: ContainerFact[];
  down?: EngineErrorKind;
  events: Queue<EngineEvent>;
};

const failure = (kind: EngineErrorKind) => new EngineError({ kind, message: `It is ${kind}.` });
const last = () => readings.at(-1);
const said = (name: string) => calls.filter((call) => call === name).length;

function scripted(more: Partial<EngineClient> = {}): EngineClient {
  const answer = async <T>(call: string, value: () => T): Promise<T> => {
    calls.push(call);
    if (engine.down) throw failure(engine.down);
    return value();
  };
  const find = <T extends { nativeId: string }>(items: T[], nativeId: string, kind: EngineErrorKind) => {
    const found = items.find((item) => item.nativeId === nativeId);
    if (!found) throw failure(kind);
    return found;
  };
  return fakeClient({
    ping: () => answer('ping', () => ({ apiVersion: '1.41', flavour: 'docker' as const })),
    info: () => answer('info', () => ({ version: '20.10.24', drivers: ['bridge'], rootless: false })),
    networks: () => answer('networks', () => ({ items: engine.networks, warnings: [] })),
    containers: () =>
      answer('containers', () => ({ items: engine.listed ?? engine.containers, warnings: [] })),
    inspectNetwork: (nativeId) =>
      answer(`network ${nativeId}`, () => ({
        fact: { members: [], ...find(engine.networks, nativeId, 'no-such-network') },
      })),
    inspectContainer: (nativeId) =>
      answer(`container ${nativeId}`, () => ({
        fact: find(engine.containers, nativeId, 'no-such-container'),
        pid: 1,
        endpoints: [],
        askedPorts: [],
        links: [],
      })),
    events: () =>
      answer('events', () => {
        engine.events = createQueue(100, () => failure('events-overflow'));
        return engine.events;
      }),
    ...more,
  });
}

function start(client = scripted(), more: Partial<CollectorOptions> = {}) {
  collector = createCollector({
    host: { id: 'h', name: 'h', url: 'unix:///h' },
    client,
    publish: (reading) => readings.push(reading),
    log: pino({ level: 'silent' }),
    timers,
    random: () => 0.5,
    ...more,
  });
  collector.start();
}
const tell = (type: string, action: string, about: string, attributes: Record<string, string> = {}) =>
  engine.events.push({ type, action, id: about, scope: 'local', attributes });

beforeEach(() => {
  timers = createManualTimers();
  readings = [];
  calls = [];
  engine = {
    networks: [network('bridge'), network('back')],
    containers: [container('web', { nativeId: web })],
    events: createQueue(1, () => failure('events-overflow')),
  };
});
afterEach(() => collector?.stop());

describe('reading a host', () => {
  it('opens the events first, then reads the lists, and is live', async () => {
    start();
    await timers.advance(0);
    expect(calls.slice(0, 4)).toEqual(['ping', 'events', 'networks', 'containers']);
    expect(readings).toHaveLength(1);
    expect(last()).toEqual({
      id: 'h',
      name: 'h',
      url: 'unix:///h',
      status: 'live',
      lastSeen: '2026-01-01T00:00:00.000Z',
      snapshot: {
        engine: { flavour: 'docker', apiVersion: '1.41', version: '20.10.24' },
        drivers: ['bridge'],
        rootless: false,
        warnings: [],
        networks: engine.networks,
        containers: engine.containers,
      },
    });
  });

  it('publishes nothing while nothing happens, though it asks on and on', async () => {
    start();
    await timers.advance(120_000);
    expect(readings).toHaveLength(1);
    expect(said('ping')).toBeGreaterThan(40);
    expect(said('containers')).toBeGreaterThan(8);
    expect(said('info')).toBeGreaterThanOrEqual(2);
    expect(said('events')).toBe(1);
  });

  it('shows nothing of what is hidden, and does not move when it comes and goes', async () => {
    const ours = container('helper', { nativeId: id('d'), labels: { ours: 'yes' } });
    engine.containers = [ours, ...engine.containers];
    start(scripted(), { isHidden: (labels) => labels.ours === 'yes' });
    await timers.advance(0);
    expect(last()?.snapshot?.containers.map(({ name }) => name)).toEqual(['web']);
    engine.containers = engine.containers.slice(1);
    tell('container', 'destroy', ours.nativeId);
    await timers.advance(5_000);
    engine.containers = [ours, ...engine.containers];
    tell('container', 'start', ours.nativeId);
    await timers.advance(5_000);
    expect(said(`container ${ours.nativeId}`)).toBe(1);
    expect(readings).toHaveLength(1);
  });

  it('sees within the safety poll what no event tells', async () => {
    start();
    await timers.advance(0);
    engine.networks = [...engine.networks, network('quiet')];
    await timers.advance(13_000);
    expect(last()?.snapshot?.networks.map(({ name }) => name)).toContain('quiet');
  });

  describe('through a proxy that does not permit everything', () => {
    const deny = () => Promise.reject(failure('access-denied'));
    const warnings = () => [...(last()?.warnings ?? []), ...(last()?.snapshot?.warnings ?? [])];

    it('is live, says what can’t be seen, and shows the rest', async () => {
      start(scripted({ info: deny, networks: deny }));
      await timers.advance(0);
      expect(last()).toMatchObject({
        status: 'live',
        snapshot: { networks: [], containers: [{ name: 'web' }] },
      });
      expect(warnings().map(({ code }) => code)).toEqual(['not-permitted', 'not-permitted']);
      expect(
        warnings()
          .map(({ message }) => message)
          .join(),
      ).toContain('GET /networks');
    });

    it('says once that members can’t be seen', async () => {
      engine.networks = ['one', 'two'].map((name) => network(name, { driver: 'overlay', scope: 'swarm' }));
      start(scripted({ inspectNetwork: deny }));
      await timers.advance(0);
      expect(last()?.snapshot?.networks).toHaveLength(2);
      expect(warnings()).toMatchObject([
        { code: 'not-permitted', message: expect.stringContaining('members') },
      ]);
    });

    it('polls where events are refused', async () => {
      start(scripted({ events: deny }));
      await timers.advance(0);
      expect(last()?.status).toBe('live');
      expect(warnings()).toMatchObject([{ message: expect.stringContaining('events') }]);
      engine.networks = [...engine.networks, network('late')];
      await timers.advance(4_500);
      expect(last()?.snapshot?.networks.map(({ name }) => name)).toContain('late');
      engine.down = 'connection-refused';
      await timers.advance(3_000);
      expect(last()?.status).toBe('stale');
    });

    it('says that changes are refused once one was, until one is not', async () => {
      start();
      await timers.advance(0);
      collector?.changesPermitted(true);
      expect(readings).toHaveLength(1);
      collector?.changesPermitted(false);
      expect(warnings()).toMatchObject([{ message: expect.stringContaining('looked at only') }]);
      engine.down = 'connection-refused';
      await timers.advance(3_000);
      delete engine.down;
      await timers.advance(3_000);
      expect(last()?.status).toBe('live');
      expect(warnings()).toHaveLength(1);
      collector?.changesPermitted(true);
      expect(warnings()).toEqual([]);
    });
  });

  it('works without /info, and says so', async () => {
    start(scripted({ info: () => Promise.reject(failure('not-docker')) }));
    await timers.advance(0);
    expect(last()).toMatchObject({ status: 'live', snapshot: { warnings: [{ code: 'no-info' }] } });
  });

  it('keeps a tracked network that can not be inspected, with a warning', async () => {
    engine.networks = [network('bridge'), network('mesh', { driver: 'overlay', scope: 'swarm' })];
    start(scripted({ inspectNetwork: () => Promise.reject(failure('engine-timeout')) }));
    await timers.advance(0);
    expect(last()).toMatchObject({ status: 'live', snapshot: { warnings: [{ code: 'unread-network' }] } });
    expect(last()?.snapshot?.networks.map(({ name }) => name)).toEqual(['bridge', 'mesh']);
  });

  it('reads the info again at once when the host has joined a swarm', async () => {
    start();
    await timers.advance(0);
    expect(said('info')).toBe(1);
    engine.networks = [...engine.networks, network('ingress', { driver: 'overlay', scope: 'swarm' })];
    tell('network', 'create', 'ingress');
    await timers.advance(200);
    expect(said('info')).toBe(2);
  });
});

describe('events', () => {
  it('what an event names is inspected and published at once, without a timer', async () => {
    start();
    await timers.advance(0);
    calls = [];
    const joined = container('web', {
      nativeId: web,
      attachments: [{ networkName: 'back', networkNativeId: 'back', endpointId: 'e1', ipv4: '10.0.0.2' }],
    });
    engine.listed = engine.containers;
    engine.containers = [joined];
    tell('network', 'connect', 'back', { container: web });
    await timers.advance(0);
    expect(calls).toEqual([`container ${web}`]);
    expect(last()?.snapshot?.containers).toEqual([joined]);
  });

  it('a stale list does not undo it, and the trailing one confirms it', async () => {
    start();
    await timers.advance(0);
    engine.listed = engine.containers;
    engine.containers = [];
    tell('container', 'destroy', web);
    await timers.advance(0);
    expect(last()?.snapshot?.containers).toEqual([]);
    await timers.advance(500);
    expect(said('containers')).toBeGreaterThan(1);
    expect(last()?.snapshot?.containers).toEqual([]);
    delete engine.listed;
    await timers.advance(2_000);
    expect(last()?.snapshot?.containers).toEqual([]);
    expect(readings).toHaveLength(2);
  });

  it('what follows one quietly is seen a second later', async () => {
    start();
    await timers.advance(0);
    tell('container', 'start', web);
    await timers.advance(400);
    engine.containers = [...engine.containers, container('follower')];
    await timers.advance(1_000);
    expect(last()?.snapshot?.containers.map(({ name }) => name)).toContain('follower');
  });

  it('without end are confirmed all the same, and once more when they have ended', async () => {
    start();
    await timers.advance(2_000);
    for (let i = 0; i < 40; i++) {
      tell('container', 'restart', web);
      await timers.advance(100);
    }
    engine.listed = [...engine.containers, container('quiet')];
    await timers.advance(1_100);
    expect(last()?.snapshot?.containers.map(({ name }) => name)).toContain('quiet');
    engine.listed = [container('renamed', { nativeId: web })];
    await timers.advance(12_100);
    expect(last()?.snapshot?.containers.map(({ name }) => name)).toEqual(['renamed']);
  });

  it('what happened just before the stream began is seen a second later', async () => {
    engine.listed = [];
    start();
    await timers.advance(0);
    expect(last()?.snapshot?.containers).toEqual([]);
    delete engine.listed;
    await timers.advance(1_100);
    expect(last()?.snapshot?.containers).toEqual(engine.containers);
  });

  it('an inspect that fails by a fault of ours is told, and the host read anew', async () => {
    const usual = scripted();
    let broken = true;
    start(
      scripted({
        inspectContainer: (nativeId) =>
          broken ? Promise.reject(new TypeError('oops')) : usual.inspectContainer(nativeId),
      }),
    );
    await timers.advance(0);
    tell('container', 'start', web);
    await timers.advance(0);
    expect(last()).toMatchObject({ status: 'stale', reason: expect.not.stringContaining('oops') });
    broken = false;
    await timers.advance(2_500);
    expect(last()?.status).toBe('live');
  });

  it('many of them cost few list reads', async () => {
    start();
    await timers.advance(0);
    calls = [];
    for (let i = 0; i < 100; i++) {
      tell('container', 'restart', web);
      await timers.advance(20);
    }
    await timers.advance(5_000);
    expect(said('containers')).toBeLessThanOrEqual(20);
    expect(said('containers')).toBeGreaterThanOrEqual(2);
  });

  it('of execs and health checks cost nothing', async () => {
    start();
    await timers.advance(1_200);
    calls = [];
    tell('container', 'exec_start: sh', web);
    tell('container', 'health_status: healthy', web);
    await timers.advance(1_000);
    expect(calls).toEqual([]);
  });

  it('a destroyed network that is still there stays', async () => {
    const mesh = network('mesh', { driver: 'overlay', scope: 'swarm', members: [] });
    engine.networks = [...engine.networks, mesh];
    start();
    await timers.advance(0);
    tell('network', 'destroy', 'mesh');
    await timers.advance(0);
    expect(last()?.snapshot?.networks).toContainEqual(mesh);
    engine.networks = engine.networks.filter(({ name }) => name !== 'mesh');
    tell('network', 'remove', 'mesh');
    await timers.advance(0);
    expect(last()?.snapshot?.networks).not.toContainEqual(mesh);
  });

  it('who joins an overlay has it and docker_gwbridge inspected, too', async () => {
    engine.networks = [
      network('bridge'),
      network('docker_gwbridge'),
      network('mesh', { driver: 'overlay', scope: 'swarm' }),
    ];
    start();
    await timers.advance(0);
    calls = [];
    tell('network', 'connect', 'mesh', { container: web });
    await timers.advance(0);
    expect(calls.toSorted()).toEqual([`container ${web}`, 'network docker_gwbridge', 'network mesh']);
  });

  it('one thing that can not be inspected does not hold up the host', async () => {
    const never = new Promise<never>(() => undefined);
    engine.networks = [network('bridge'), network('mesh', { driver: 'overlay', scope: 'swarm' })];
    let stuck = false;
    const usual = scripted();
    start(scripted({ inspectNetwork: (nativeId) => (stuck ? never : usual.inspectNetwork(nativeId)) }));
    await timers.advance(0);
    stuck = true;
    engine.containers = [container('renamed', { nativeId: web })];
    tell('network', 'connect', 'mesh', { container: web });
    await timers.advance(100);
    expect(last()?.snapshot?.containers.map(({ name }) => name)).toEqual(['renamed']);
  });

  it('looking is possible without an event, for actions of ours', async () => {
    start();
    await timers.advance(0);
    engine.containers = [container('renamed', { nativeId: web })];
    await collector?.look({ containers: [web] });
    expect(last()?.snapshot?.containers.map(({ name }) => name)).toEqual(['renamed']);
  });
});

describe('a host that fails', () => {
  it('that was never read is unreachable, with the reason', async () => {
    engine.down = 'socket-missing';
    start();
    await timers.advance(0);
    expect(readings).toEqual([
      {
        id: 'h',
        name: 'h',
        url: 'unix:///h',
        status: 'unreachable',
        reason: 'It is socket-missing.',
        lastSeen: null,
      },
    ]);
    await timers.advance(60_000);
    expect(readings).toHaveLength(1);
    delete engine.down;
    await timers.advance(2_500);
    expect(last()).toMatchObject({ status: 'live' });
    expect(last()).not.toHaveProperty('reason');
  });

  it('that freezes is stale within five seconds and keeps its last state', async () => {
    start();
    await timers.advance(1_000);
    const snapshot = last()?.snapshot;
    engine.down = 'engine-timeout';
    await timers.advance(3_000);
    expect(last()).toEqual({
      id: 'h',
      name: 'h',
      url: 'unix:///h',
      status: 'stale',
      reason: 'It is engine-timeout.',
      lastSeen: '2026-01-01T00:00:01.000Z',
      snapshot,
    });
    const count = readings.length;
    await timers.advance(60_000);
    expect(readings).toHaveLength(count);
    delete engine.down;
    await timers.advance(2_500);
    expect(last()).toMatchObject({ status: 'live', snapshot });
  });

  it('whose stream ends is read anew at once; only if that fails it is stale', async () => {
    start();
    await timers.advance(10_000);
    engine.events.end();
    await timers.advance(0);
    expect(said('events')).toBe(2);
    expect(readings).toHaveLength(1);
    await timers.advance(10_000);
    engine.down = 'connection-refused';
    engine.events.fail(failure('connection-lost'));
    await timers.advance(0);
    expect(last()).toMatchObject({ status: 'stale', reason: 'It is connection-refused.' });
  });

  it('whose streams all end at once is not asked without pause', async () => {
    start(scripted({ events: async () => createEnded() }));
    await timers.advance(10_000);
    expect(said('ping')).toBeLessThan(15);
    expect(last()?.status).toBe('live');
  });

  it('whose default bridge has another id is read anew', async () => {
    start();
    await timers.advance(10_000);
    engine.networks = [network('bridge', { nativeId: 'other' }), network('back')];
    await timers.advance(5_000);
    expect(said('events')).toBe(2);
    expect(last()?.status).toBe('live');
  });

  it('what happened while it was away is seen', async () => {
    start();
    await timers.advance(1_000);
    tell('container', 'rename', web);
    await timers.advance(100);
    engine.down = 'connection-refused';
    engine.events.end();
    await timers.advance(500);
    engine.containers = [];
    delete engine.down;
    await timers.advance(2_500);
    expect(last()).toMatchObject({ status: 'live', snapshot: { containers: [] } });
  });

  it('by a fault of ours is told so, and goes on', async () => {
    start(scripted({ networks: () => Promise.reject(new TypeError('oops')) }));
    await timers.advance(0);
    expect(last()).toMatchObject({ status: 'unreachable', reason: expect.not.stringContaining('oops') });
  });

  it('the stream is renewed every five minutes without a word', async () => {
    start();
    await timers.advance(11 * 60_000);
    expect(said('events')).toBe(3);
    expect(readings).toHaveLength(1);
  });

  it('looking while the stream is renewed waits for the new lists, and shows what it saw', async () => {
    let release: () => void = () => undefined;
    let lists = 0;
    const slow = scripted();
    start({
      ...slow,
      networks: async () => {
        lists += 1;
        if (lists === 2) await new Promise<void>((resolve) => (release = resolve));
        return slow.networks();
      },
    });
    await timers.advance(0);
    engine.events.end();
    await timers.advance(2_000);
    expect(lists).toBe(2);
    engine.containers = [container('web', { nativeId: web, state: 'paused' })];
    let seen = false;
    const looking = collector?.look({ containers: [web] }).then(() => {
      seen = true;
    });
    await timers.advance(10);
    expect(seen).toBe(false);
    release();
    await timers.advance(10);
    await looking;
    expect(last()?.snapshot?.containers[0]?.state).toBe('paused');
  });

  it('under another name it goes on as it was, then and after a fault', async () => {
    start();
    await timers.advance(0);
    const before = last();
    collector?.describe({ name: 'other' });
    expect(last()).toEqual({ ...before, name: 'other' });
    expect(last()?.snapshot).toBe(before?.snapshot);
    engine.down = 'connection-refused';
    engine.events.end();
    await timers.advance(500);
    delete engine.down;
    await timers.advance(2_500);
    expect(last()).toMatchObject({ name: 'other', status: 'live' });
  });

  it('the engine’s id is read, but not Podman’s, which is another one each time', async () => {
    const info = () => Promise.resolve({ ...facts, engineId: `id ${said('info')}` });
    const facts = { version: '1', drivers: [], rootless: false };
    start(scripted({ info }));
    await timers.advance(0);
    expect(last()?.snapshot?.engineId).toMatch(/^id/);
    await collector?.stop();
    readings = [];
    start(scripted({ info, ping: () => Promise.resolve({ apiVersion: '1.41', flavour: 'podman' }) }));
    await timers.advance(120_000);
    expect(readings).toHaveLength(1);
    expect(last()?.snapshot).not.toHaveProperty('engineId');
  });

  it('nothing is published or asked after the end', async () => {
    start();
    await timers.advance(0);
    await collector?.stop();
    calls = [];
    await timers.advance(60_000);
    expect(calls).toEqual([]);
    expect(readings).toHaveLength(1);
  });
});

function createEnded(): Queue<EngineEvent> {
  const queue = createQueue<EngineEvent>(1, () => failure('events-overflow'));
  queue.end();
  return queue;
}
