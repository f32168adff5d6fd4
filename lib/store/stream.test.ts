import { describe, expect, it } from 'vitest';
import { emptyTopology } from '../topology/model.ts';
import { type EventSourceLike, type StreamWorld, startStream, timing } from './stream.ts';
import { createTopologyStore } from './topology-store.ts';

class FakeSource implements EventSourceLike {
  readyState = 0;
  readonly listeners = new Map<string, (event: { data?: unknown }) => void>();
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say(type: string, data?: unknown): void {
    this.listeners.get(type)?.({ data: typeof data === 'string' ? data : JSON.stringify(data) });
  }
}

/** A world with a clock that only the test moves. */
function makeWorld() {
  const sources: FakeSource[] = [];
  const timers = new Set<{ at: number; callback: () => void }>();
  let now = 0;
  let hidden = false;
  let onWake: (() => void) | undefined;
  const world: StreamWorld = {
    open() {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    now: () => now,
    random: () => 1,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    isHidden: () => hidden,
    onWake(callback) {
      onWake = callback;
      return () => {
        onWake = undefined;
      };
    },
  };
  const advance = (ms: number) => {
    const until = now + ms;
    for (;;) {
      const next = [...timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.callback();
    }
    now = until;
  };
  return {
    world,
    sources,
    advance,
    /** Time passes while nothing runs, as when a machine sleeps; then what is due runs late. */
    sleep(ms: number) {
      now += ms;
      advance(0);
    },
    hide(value: boolean) {
      hidden = value;
      onWake?.();
    },
    last(): FakeSource {
      const source = sources.at(-1);
      if (!source) throw new Error('nothing was opened');
      return source;
    },
    pending: () => timers.size,
  };
}

const reset = { epoch: 'e1', version: 1, topology: emptyTopology() };

function start() {
  const store = createTopologyStore();
  const fake = makeWorld();
  const stream = startStream(store, fake.world);
  return { store, stream, ...fake };
}

function startLive() {
  const started = start();
  started.last().readyState = 1;
  started.last().say('reset', reset);
  return started;
}

describe('the stream', () => {
  it('connects at once and feeds the store', () => {
    const { store, sources } = startLive();
    expect(sources).toHaveLength(1);
    expect(store.getSnapshot()).toMatchObject({ connection: 'live', version: 1 });
  });

  it('connects again after an error, waiting longer each time up to a limit', () => {
    const { store, sources, advance, last } = startLive();
    last().say('error');
    expect(store.getSnapshot().connection).toBe('reconnecting');
    expect(sources[0]?.readyState).toBe(2);
    advance(timing.firstWait - 1);
    expect(sources).toHaveLength(1);
    advance(1);
    expect(sources).toHaveLength(2);
    last().say('error');
    advance(timing.firstWait * 2 - 1);
    expect(sources).toHaveLength(2);
    advance(1);
    expect(sources).toHaveLength(3);
    for (let i = 0; i < 10; i += 1) {
      last().say('error');
      advance(timing.longestWait);
    }
    expect(sources).toHaveLength(13);
  });

  it('starts again with the shortest wait after a message', () => {
    const { sources, advance, last } = startLive();
    for (let i = 0; i < 4; i += 1) {
      last().say('error');
      advance(timing.longestWait);
    }
    last().say('reset', reset);
    last().say('error');
    advance(timing.firstWait);
    expect(sources).toHaveLength(6);
  });

  it('connects again on a gap', () => {
    const { store, sources, advance, last } = startLive();
    last().say('diff', { epoch: 'e1', base: 5, version: 6, changes: {} });
    expect(store.getSnapshot().connection).toBe('reconnecting');
    advance(timing.firstWait);
    expect(sources).toHaveLength(2);
  });

  it.each(['{', '"text"', '{"epoch":1}'])('says that %s is unreadable', (text) => {
    const { store, last } = startLive();
    last().say('reset', text);
    expect(store.getSnapshot()).toMatchObject({ connection: 'reconnecting', trouble: 'unreadable' });
  });

  it('ignores what a source it has left still says', () => {
    const { store, sources, advance, last } = startLive();
    last().say('error');
    advance(timing.firstWait);
    sources[0]?.say('reset', { ...reset, version: 99 });
    sources[0]?.say('error');
    expect(store.getSnapshot().version).toBe(1);
    expect(last().readyState).toBe(0);
  });

  it('notices a source that closed without an error', () => {
    const { store, advance, last } = startLive();
    last().close();
    advance(timing.check);
    expect(store.getSnapshot().connection).toBe('reconnecting');
  });

  it('gives up a connection that never opens', () => {
    const { sources, advance } = start();
    advance(timing.silence + timing.check + timing.firstWait);
    expect(sources).toHaveLength(2);
  });

  it('gives up a connection that fell silent, of which no error tells', () => {
    const { store, advance, last } = startLive();
    last().say('heartbeat', {});
    advance(timing.silence + timing.check);
    expect(last().readyState).toBe(2);
    expect(store.getSnapshot().connection).toBe('reconnecting');
  });

  it('does not trust a connection over which the machine slept', () => {
    const { store, advance, sleep, last } = startLive();
    for (let beats = 0; beats < 10; beats++) {
      advance(timing.silence - timing.check);
      last().say('heartbeat', {});
    }
    expect(store.getSnapshot().connection).toBe('live');
    sleep(timing.silence + timing.check + 1);
    expect(store.getSnapshot().connection).toBe('reconnecting');
  });

  it('lets go when the page stays hidden, and connects at once when it is shown', () => {
    const { store, sources, advance, hide } = startLive();
    hide(true);
    advance(timing.hidden - 1);
    expect(sources[0]?.readyState).toBe(1);
    advance(1);
    expect(sources[0]?.readyState).toBe(2);
    expect(store.getSnapshot().connection).toBe('reconnecting');
    advance(timing.longestWait * 4);
    expect(sources).toHaveLength(1);
    hide(false);
    expect(sources).toHaveLength(2);
  });

  it('keeps its connection when the page is hidden for a moment only', () => {
    const { sources, advance, hide } = startLive();
    hide(true);
    advance(timing.hidden - 1);
    hide(false);
    advance(timing.hidden * 2);
    expect(sources).toHaveLength(1);
  });

  it('does not wait out its pause when the page wakes', () => {
    const { sources, hide, last } = startLive();
    last().say('error');
    hide(false);
    expect(sources).toHaveLength(2);
  });

  it('leaves nothing behind when stopped', () => {
    const { stream, sources, pending, advance, hide } = startLive();
    stream.stop();
    hide(false);
    advance(timing.longestWait);
    expect(sources[0]?.readyState).toBe(2);
    expect(sources).toHaveLength(1);
    expect(pending()).toBe(0);
  });
});
