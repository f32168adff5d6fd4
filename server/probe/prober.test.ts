import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import type { ContainerFact, HostReading, NetworkFact } from '#lib/topology/snapshot.ts';
import type { WireReading } from '#lib/wires/facts.ts';
import { helperLabel } from '#lib/wires/helper-label.ts';
import { createManualTimers, type ManualTimers } from '#server/collect/manual-timers.ts';
import { container } from '#server/collect/testfacts.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { Failure } from '#server/failure.ts';
import { deviceKey } from './link-key.ts';
import { createProber, type Prober } from './prober.ts';
import { counters, type FakeReader, facts, fakeReader, link, stack } from './testing.ts';

const host = { id: 'a', name: 'a', url: 'unix:///a', lastSeen: null } as const;
const ours = { [helperLabel]: 'links' };

let timers: ManualTimers;
let local: FakeReader;
/** Every helper that was made, with what it was to be. */
let helpers: { kind: string; image: string | undefined; reader: FakeReader }[];
let published: WireReading[];
/** When each read began that was told of. */
let told: number[];
let watched: boolean;
let inspected: string[];
/** What the engine says of a container when it is inspected. */
let sandboxKey: (nativeId: string) => string | undefined;
let prober: Prober;

const broken = (message: string) => async () => {
  throw new Failure({ code: 'no', status: 502, message });
};
function start(probe: ProbeSettings = {}, sharesKernel = true): void {
  prober = createProber({
    ...{ host: 'a', probe, timers, random: () => 0.5, log: pino({ level: 'silent' }) },
    readers: {
      ...(sharesKernel ? { local: () => local } : {}),
      helper(kind, image) {
        const reader = fakeReader('helper');
        helpers.push({ kind, image, reader });
        return reader;
      },
      isOwn: () => false,
    },
    client: {
      async inspectContainer(nativeId) {
        inspected.push(nativeId);
        const key = sandboxKey(nativeId);
        const fact = container(nativeId);
        return {
          fact,
          pid: 1,
          endpoints: [],
          askedPorts: [],
          links: [],
          ...(key ? { sandboxKey: key } : {}),
        };
      },
    },
    publish: (wires) => published.push(wires),
    wasRead: (began) => told.push(began),
    isWatched: () => watched,
  });
}
function live(containers: ContainerFact[], networks: NetworkFact[] = []): HostReading {
  const engine = { flavour: 'docker' as const, version: '1', apiVersion: '1.41' };
  const snapshot = { engine, drivers: [], rootless: false, warnings: [], networks, containers };
  return { ...host, status: 'live', snapshot };
}
const stale = (): HostReading => ({ ...live([]), status: 'stale', reason: 'Gone.' });
const joined = (name: string, endpointId: string) =>
  container(name, { attachments: [{ networkName: 'n', networkNativeId: 'n', endpointId }] });
const last = () => published.at(-1);
const state = () => last()?.status.state;

beforeEach(() => {
  timers = createManualTimers();
  local = fakeReader('local');
  helpers = [];
  published = [];
  told = [];
  watched = true;
  inspected = [];
  sandboxKey = (nativeId) => `/run/docker/netns/of-${nativeId}`;
});

describe('reading', () => {
  it('begins when the host is live, and gives facts with the handles of who runs', async () => {
    start();
    expect(last()).toEqual({ handles: {}, status: { state: 'reading' } });
    await timers.advance(60_000);
    expect(local.requests).toEqual([]);
    local.answer = async () => facts([stack('1', [link(2, 'eth0')], { handles: ['of-web'] })]);
    prober.seen(live([container('web'), container('old', { state: 'exited' })]));
    await timers.advance(0);
    expect(last()).toEqual({
      facts: facts([stack('1', [link(2, 'eth0')], { handles: ['of-web'] })]),
      handles: { web: 'of-web' },
      status: { state: 'live', way: 'local', reader: 'netlink' },
    });
    expect(local.requests[0]?.folder).toBe('/run/docker/netns');
    await prober.stop();
    expect(local.closed).toBe(true);
  });

  it('follows what changes after a moment, together, and looks again when it has settled', async () => {
    start();
    prober.seen(live([joined('web', '1')]));
    await timers.advance(0);
    expect(local.requests).toHaveLength(1);
    prober.seen(live([joined('web', '1'), joined('db', '2')]));
    await timers.advance(60);
    prober.seen(live([joined('web', '1'), joined('db', '2'), joined('mq', '3')]));
    await timers.advance(39);
    expect(local.requests).toHaveLength(1);
    await timers.advance(1);
    expect(local.requests).toHaveLength(2);
    expect(inspected).toEqual(['web', 'db', 'mq']);
    await timers.advance(1_000);
    expect(local.requests).toHaveLength(3);
    await timers.advance(1_900);
    expect(local.requests).toHaveLength(3);
    await timers.advance(100);
    expect(local.requests).toHaveLength(4);
    await prober.stop();
  });

  it('does nothing about what has no wires, nor about its own helpers', async () => {
    start({ local: false, helper: 'one-shot' });
    prober.seen(live([joined('web', '1')]));
    await timers.advance(0);
    const [helper] = helpers;
    prober.seen(live([container('web', { ...joined('web', '1'), name: 'other' })]));
    prober.seen(
      live([joined('web', '1'), container('us', { labels: ours }), container('new', { state: 'created' })]),
    );
    await timers.advance(50_000);
    expect(helper?.reader.requests).toHaveLength(1);
    expect(inspected).toEqual(['web']);
    await prober.stop();
  });

  it('tells when each read began, what it found being published by then, also where that is nothing new', async () => {
    start();
    local.answer = async () => {
      await new Promise<void>((resolve) => timers.after(300, resolve));
      return facts([]);
    };
    prober.seen(live([container('web')]));
    await timers.advance(0);
    const began = timers.date();
    await timers.advance(299);
    expect(told).toEqual([]);
    await timers.advance(1);
    expect(told).toEqual([began]);
    expect(state()).toBe('live');
    const before = published.length;
    await timers.advance(2_300);
    expect(told).toEqual([began, began + 2_300]);
    expect(published).toHaveLength(before);
    local.answer = broken('No.');
    await timers.advance(5_000);
    expect(told).toHaveLength(2);
    await prober.stop();
  });

  it('forgets at once whose handle it was when a container is started anew', async () => {
    start();
    prober.seen(live([joined('web', '1'), joined('db', '2')]));
    await timers.advance(0);
    prober.seen(live([joined('web', '9'), joined('db', '2')]));
    expect(last()).toMatchObject({ handles: { db: 'of-db' }, status: { state: 'live' } });
    await timers.advance(100);
    expect(last()?.handles).toEqual({ web: 'of-web', db: 'of-db' });
    await prober.stop();
  });

  it('has one read under way, and one to come', async () => {
    start();
    const slow = Promise.withResolvers<ReturnType<typeof facts>>();
    local.answer = () => slow.promise;
    prober.seen(live([]));
    await timers.advance(0);
    for (let count = 0; count < 5; count++) {
      prober.seen(live([joined('web', `${count}`)]));
      await timers.advance(200);
    }
    expect(local.requests).toHaveLength(1);
    local.answer = async () => facts([]);
    slow.resolve(facts([]));
    await timers.advance(0);
    expect(local.requests).toHaveLength(1);
    // The read took a second: the next one leaves the machine alone for as long.
    await timers.advance(1_000);
    expect(local.requests).toHaveLength(2);
    await timers.advance(900);
    expect(local.requests).toHaveLength(2);
    await prober.stop();
  });

  it('is done by itself: soon while somebody looks, seldom while nobody does', async () => {
    start();
    prober.seen(live([]));
    await timers.advance(20_000);
    const whileWatched = local.requests.length;
    expect(whileWatched).toBe(11);
    watched = false;
    await timers.advance(2_000);
    const before = local.requests.length;
    await timers.advance(20_000);
    expect(local.requests.length - before).toBe(2);
    await prober.stop();
  });

  it('says nothing where nothing has changed but what was counted', async () => {
    start();
    let packets = 0;
    local.answer = async () => {
      packets += 1;
      return facts([stack('1', [link(2, 'eth0', { counters: counters(packets) })])]);
    };
    prober.seen(live([]));
    await timers.advance(10_000);
    expect(packets).toBe(6);
    expect(published.map(({ status }) => status.state)).toEqual(['reading', 'live']);
    expect(last()?.facts?.stacks[0]?.links).toEqual([link(2, 'eth0')]);
    await prober.stop();
  });

  it('tells what could not be read, in short', async () => {
    start();
    const gaps = ['A', 'B', 'B', 'C', 'D'].map((name) => ({ code: 'gap', message: `${name} is missing.` }));
    local.answer = async () => facts([], { gaps });
    prober.seen(live([]));
    await timers.advance(0);
    expect(last()?.status.reason).toBe('A is missing. B is missing. C is missing. And 1 more of the kind.');
    await prober.stop();
  });
});

describe('a host that is not live', () => {
  it('is not read, keeps what was read as stale, and is read at once when it is back', async () => {
    start();
    const seen = facts([stack('1', [link(2, 'eth0')])]);
    local.answer = async () => seen;
    prober.seen(live([container('web')]));
    await timers.advance(0);
    const { length } = local.requests;
    prober.seen(stale());
    await timers.advance(60_000);
    expect(local.requests).toHaveLength(length);
    expect(last()).toMatchObject({
      facts: seen,
      handles: { web: 'of-web' },
      status: { state: 'stale', way: 'local', reader: 'netlink', lastSeen: '2026-01-01T00:00:00.000Z' },
    });
    expect(last()?.status.reason).toContain('host itself');
    prober.seen(live([container('web')]));
    await timers.advance(0);
    expect(state()).toBe('live');
    await prober.stop();
  });

  it('ends the read under way, whose answer counts no more', async () => {
    start();
    const slow = Promise.withResolvers<ReturnType<typeof facts>>();
    local.answer = () => slow.promise;
    prober.seen(live([]));
    await timers.advance(10);
    prober.seen(stale());
    expect(local.requests[0]?.signal.aborted).toBe(true);
    slow.resolve(facts([stack('1', [])]));
    await timers.advance(1_000);
    expect(state()).toBe('unavailable');
    expect(last()).not.toHaveProperty('facts');
    await prober.stop();
  });
});

describe('what goes wrong', () => {
  it('once is not told; twice is, with the reason; and it recovers by itself', async () => {
    start();
    prober.seen(live([]));
    await timers.advance(0);
    local.answer = broken('No right to.');
    await timers.advance(2_000);
    expect([local.requests.length, state()]).toEqual([2, 'live']);
    await timers.advance(600);
    expect(local.requests).toHaveLength(3);
    expect(last()?.status).toMatchObject({ state: 'stale', lastSeen: '2026-01-01T00:00:00.000Z' });
    expect(last()?.status.reason).toBe('No right to.');
    local.answer = async () => facts([]);
    await timers.advance(1_000);
    expect(state()).toBe('live');
    await prober.stop();
  });

  it('always is tried ever more seldom', async () => {
    start();
    local.answer = broken('Never.');
    prober.seen(live([]));
    await timers.advance(0);
    expect(last()?.status).toMatchObject({ state: 'unavailable' });
    await timers.advance(60_000);
    const first = local.requests.length;
    await timers.advance(5 * 60_000);
    expect([first, local.requests.length - first]).toEqual([7, 10]);
    await prober.stop();
  });

  it('slowly is given up, and said', async () => {
    start();
    local.answer = () => new Promise(() => undefined);
    prober.seen(live([]));
    await timers.advance(10_000);
    expect(last()?.status.reason).toContain('longer than 10 s');
    expect(local.requests[0]?.signal.aborted).toBe(true);
    await prober.stop();
  });

  it('by a fault of ours costs the reading alone, too', async () => {
    start();
    local.answer = async () => {
      throw new TypeError('oops');
    };
    prober.seen(live([]));
    await timers.advance(0);
    expect(last()?.status.reason).toContain('see its log');
    await prober.stop();
  });

  it('directly is done by the helper, if that is allowed, and directly again later', async () => {
    start({ helper: 'standing', image: 'box' });
    local.answer = broken('No right to.');
    prober.seen(live([]));
    await timers.advance(0);
    expect(helpers).toMatchObject([{ kind: 'standing', image: 'box' }]);
    expect(last()?.status).toEqual({ state: 'live', way: 'helper', reader: 'netlink' });
    local.answer = async () => facts([]);
    await timers.advance(10_000);
    expect(last()?.status.way).toBe('local');
    await prober.stop();
    expect([local.closed, helpers[0]?.reader.closed]).toEqual([true, true]);
  });

  it('by both ways is told of both', async () => {
    start({ helper: 'one-shot' });
    local.answer = broken('No right to.');
    prober.seen(live([]));
    const [helper] = helpers;
    if (helper) helper.reader.answer = broken('No such image: busybox.');
    await timers.advance(0);
    expect(last()?.status.reason).toBe('No right to. No such image: busybox.');
    await prober.stop();
  });
});

describe('what the owner allows', () => {
  it('is nothing on another machine, until a helper is', async () => {
    start({}, false);
    prober.seen(live([]));
    await timers.advance(1_000);
    expect(last()?.status.state).toBe('off');
    expect(last()?.status.reason).toContain('allow a small helper container');
    prober.allow({ helper: 'one-shot' });
    expect(state()).toBe('reading');
    await timers.advance(0);
    expect(last()?.status).toMatchObject({ state: 'live', way: 'helper' });
    prober.allow({ helper: 'off' });
    expect(last()).toEqual({ handles: {}, status: { state: 'off', reason: expect.any(String) } });
    await timers.advance(120_000);
    expect(helpers.map(({ reader }) => [reader.requests.length, reader.closed])).toEqual([[1, true]]);
    await prober.stop();
  });

  it('can exclude the kernel we share, and says how to go back', async () => {
    start({ local: false });
    prober.seen(live([]));
    await timers.advance(10_000);
    expect(local.requests).toEqual([]);
    expect(last()?.status.reason).toContain('probe.local');
    await prober.stop();
  });

  it('takes effect when the former helper has left nothing behind', async () => {
    start({ helper: 'standing' }, false);
    const [former] = helpers;
    const gone = Promise.withResolvers<void>();
    if (former) former.reader.close = () => gone.promise;
    prober.seen(live([]));
    await timers.advance(0);
    prober.allow({ helper: 'standing', image: 'other' });
    await timers.advance(1_000);
    expect(helpers[1]?.reader.requests).toEqual([]);
    gone.resolve();
    await timers.advance(0);
    expect(helpers[1]?.reader.requests).toHaveLength(1);
    expect(state()).toBe('live');
    await prober.stop();
  });
});

describe('counters', () => {
  it('are there at once, and are read more often while somebody asks', async () => {
    start({ helper: 'standing' }, false);
    const [helper] = helpers;
    let packets = 0;
    if (helper)
      helper.reader.answer = async () => {
        packets += 10;
        return facts([stack('1', [link(2, 'eth0', { counters: counters(packets) })])]);
      };
    prober.seen(live([]));
    await timers.advance(25_000);
    const key = deviceKey('1', 2);
    const first = prober.counters(key);
    expect(first.every).toBe(2_000);
    expect(first.samples.map(({ rxPackets }) => rxPackets)).toEqual([10, 20, 30]);
    expect(prober.counters(undefined).samples).toEqual([]);
    expect(prober.counters(deviceKey('1', 9)).samples).toEqual([]);
    await timers.advance(10_000);
    const { samples } = prober.counters(key);
    expect(samples.length).toBeGreaterThanOrEqual(7);
    const at = samples.map((sample) => sample.at);
    expect((at.at(-1) ?? 0) - (at.at(-2) ?? 0)).toBe(2_000);
    await timers.advance(60_000);
    expect(helper?.reader.requests.length).toBeLessThan(22);
    await prober.stop();
  });
});

it('a container that can’t be inspected costs itself alone', async () => {
  start();
  sandboxKey = (nativeId) => {
    if (nativeId === 'odd') throw new EngineError({ kind: 'engine-failed', message: 'It broke.' });
    return `/run/docker/netns/of-${nativeId}`;
  };
  prober.seen(live([container('web'), container('odd'), container('db')]));
  await timers.advance(0);
  expect(last()?.handles).toEqual({ web: 'of-web', db: 'of-db' });
  expect(last()?.status).toMatchObject({ state: 'live', reason: expect.stringContaining('It broke.') });
  await prober.stop();
});
