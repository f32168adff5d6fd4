import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '#server/engine/engine-client.ts';
import { readEvent } from '#server/engine/parse/event.ts';
import { recordedText } from '#server/engine/testdata.ts';
import { backoff } from './backoff.ts';
import { createKeyedFlight } from './keyed-flight.ts';
import { mapLimited } from './map-limited.ts';
import { layOver, type Recent, stillRecent } from './recent.ts';
import { touchedBy } from './touched.ts';

const id = 'c'.repeat(64);
const event = (more: Partial<EngineEvent>): EngineEvent => ({
  type: 'container',
  action: 'start',
  id,
  scope: 'local',
  attributes: {},
  timeNano: 0,
  ...more,
});

describe('touchedBy', () => {
  it.each([
    ['start', { containers: [id] }],
    ['create', { containers: [id] }],
    ['die', { containers: [id] }],
    ['rename', { containers: [id] }],
    ['pause', { containers: [id] }],
    ['destroy', { goneContainers: [id] }],
    ['prune', {}],
  ])('container %s', (action, touched) => {
    expect(touchedBy(event({ action }))).toEqual({
      containers: [],
      networks: [],
      joined: [],
      goneContainers: [],
      ...touched,
    });
  });

  it.each([
    'exec_create: sh',
    'exec_start: sh',
    'exec_die',
    'health_status: healthy',
    'attach',
    'top',
    'kill',
    'oom',
    'resize',
  ])('container %s touches nothing', (action) => {
    expect(touchedBy(event({ action }))).toBeUndefined();
  });

  it.each([
    ['create', {}, { networks: ['n'] }],
    ['destroy', {}, { networks: ['n'] }],
    ['remove', {}, { networks: ['n'] }],
    ['update', {}, { networks: ['n'] }],
    ['connect', { container: id }, { containers: [id], joined: ['n'] }],
    ['disconnect', { container: id }, { containers: [id], joined: ['n'] }],
    ['connect', { container: 'ingress-sbox' }, { joined: ['n'] }],
    ['connect', {}, { joined: ['n'] }],
  ])('network %s %j', (action, attributes, touched) => {
    expect(touchedBy(event({ type: 'network', action, id: 'n', attributes }))).toEqual({
      containers: [],
      networks: [],
      joined: [],
      goneContainers: [],
      ...touched,
    });
  });

  it('a prune names nothing but is heard; other types are not', () => {
    expect(touchedBy(event({ type: 'network', action: 'prune', id: '' }))).toBeDefined();
    expect(touchedBy(event({ type: 'image', action: 'pull' }))).toBeUndefined();
    expect(touchedBy(event({ type: 'network', action: 'mount' }))).toBeUndefined();
  });

  it('recorded: what an exec does is not heard, all else is', () => {
    const events = recordedText('events.jsonl').trim().split('\n').map(readEvent);
    const deaf = events.filter((one) => one && !touchedBy(one)).map((one) => one?.action);
    expect(new Set(deaf.map((action) => action?.split(':')[0]))).toEqual(
      new Set(['exec_create', 'exec_start', 'exec_die', 'attach']),
    );
  });
});

describe('layOver', () => {
  const a = (value: string) => ({ nativeId: 'a', value });
  const b = { nativeId: 'b', value: 'listed' };
  const settle = 900;

  it.each<
    [string, { at: number; facts: readonly ReturnType<typeof a>[] }, Recent<ReturnType<typeof a>>, unknown]
  >([
    ['nothing recent: the list as it is', { at: 0, facts: [a('old'), b] }, new Map(), [a('old'), b]],
    [
      'inspected before a list that was asked for too soon',
      { at: 100, facts: [a('old'), b] },
      new Map([['a', { at: 50, fact: a('new') }]]),
      [a('new'), b],
    ],
    [
      'inspected after the list was asked for',
      { at: 100, facts: [a('old'), b] },
      new Map([['a', { at: 150, fact: a('new') }]]),
      [a('new'), b],
    ],
    [
      'inspected long before the list: the list knows better',
      { at: 1000, facts: [a('newer'), b] },
      new Map([['a', { at: 100, fact: a('new') }]]),
      [a('newer'), b],
    ],
    [
      'new, not listed yet',
      { at: 100, facts: [b] },
      new Map([['a', { at: 90, fact: a('new') }]]),
      [b, a('new')],
    ],
    [
      'gone, still listed',
      { at: 100, facts: [a('old'), b] },
      new Map([['a', { at: 90, fact: 'gone' as const }]]),
      [b],
    ],
    [
      'gone, not listed any more',
      { at: 100, facts: [b] },
      new Map([['a', { at: 90, fact: 'gone' as const }]]),
      [b],
    ],
    [
      'gone long ago and listed again',
      { at: 1000, facts: [a('again')] },
      new Map([['a', { at: 90, fact: 'gone' as const }]]),
      [a('again')],
    ],
    [
      'new long ago and not listed: it is gone',
      { at: 1000, facts: [] },
      new Map([['a', { at: 90, fact: a('new') }]]),
      [],
    ],
  ])('%s', (_, listed, recent, expected) => {
    expect(layOver(listed, recent, settle)).toEqual(expected);
  });

  it('what a list outlives is forgotten', () => {
    const recent: Recent<string> = new Map([
      ['a', { at: 99, fact: 'x' }],
      ['b', { at: 101, fact: 'y' }],
    ]);
    expect([...stillRecent(recent, 1000, settle).keys()]).toEqual(['b']);
  });
});

describe('backoff', () => {
  const middle = () => 0.5;
  it('begins at 0.3 s and stays within two seconds for minutes', () => {
    expect(backoff(0, 0, middle)).toBe(300);
    for (let attempt = 0; attempt < 100; attempt++) {
      expect(backoff(attempt, attempt * 2_000, () => 0.999)).toBeLessThanOrEqual(attempt < 100 ? 2_400 : 0);
    }
  });
  it('grows to ten seconds when an engine is away for long', () => {
    expect(backoff(200, 6 * 60_000, middle)).toBe(10_000);
    expect(backoff(10_000, 86_400_000, () => 0.999)).toBeLessThanOrEqual(12_000);
  });
  it('is jittered', () => {
    expect(backoff(0, 0, () => 0)).toBe(240);
    expect(backoff(0, 0, () => 0.999)).toBe(360);
  });
});

describe('createKeyedFlight', () => {
  function gated(limit: number) {
    const started: string[] = [];
    const gates: PromiseWithResolvers<void>[] = [];
    const run = createKeyedFlight(limit, (key) => {
      started.push(key);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      return gate.promise;
    });
    return { run, started, gates };
  }

  it('runs no key twice at a time; calls in the meantime share one further run', async () => {
    const { run, started, gates } = gated(5);
    const first = run('a');
    const second = run('a');
    expect(run('a')).toBe(second);
    expect(started).toEqual(['a']);
    gates[0]?.resolve();
    await first;
    await new Promise(setImmediate);
    expect(started).toEqual(['a', 'a']);
    gates[1]?.resolve();
    await second;
  });

  it('runs no more than the limit at a time, in the order of the calls', async () => {
    const { run, started, gates } = gated(2);
    const all = ['a', 'b', 'c', 'd'].map(run);
    expect(started).toEqual(['a', 'b']);
    gates[1]?.resolve();
    await all[1];
    await new Promise(setImmediate);
    expect(started).toEqual(['a', 'b', 'c']);
    for (let i = 0; i < 4; i++) {
      gates[i]?.resolve();
      await new Promise(setImmediate);
    }
    await Promise.all(all);
  });

  it('a run that fails fails its callers and nobody else', async () => {
    const { run, gates } = gated(1);
    const a = run('a');
    const b = run('b');
    gates[0]?.reject(new Error('no'));
    await expect(a).rejects.toThrow('no');
    await new Promise(setImmediate);
    gates[1]?.resolve();
    await expect(b).resolves.toBeUndefined();
  });
});

describe('mapLimited', () => {
  it('keeps the order, and calls no more than so many at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await mapLimited([5, 1, 3, 2, 4], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, item));
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 30, 20, 40]);
    expect(most).toBe(2);
    expect(await mapLimited([], 2, async () => 1)).toEqual([]);
  });

  it('fails when a call does', async () => {
    await expect(mapLimited([1, 2], 2, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
