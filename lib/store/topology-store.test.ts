import { describe, expect, it } from 'vitest';
import { diff } from '../topology/diff.ts';
import { emptyTopology } from '../topology/model.ts';
import { makeScene } from './testing/scene.ts';
import { createTopologyStore } from './topology-store.ts';

const reset = { event: 'reset', data: { epoch: 'e1', version: 7, topology: emptyTopology() } } as const;

function diffTo(base: number, version: number, epoch = 'e1') {
  const changes = diff(emptyTopology(), makeScene());
  if (!changes) throw new Error('the scene is not empty');
  return { event: 'diff', data: { epoch, base, version, changes } } as const;
}

describe('the topology store', () => {
  it('is connecting until the first message', () => {
    const store = createTopologyStore(() => 5);
    expect(store.getSnapshot()).toMatchObject({ connection: 'connecting', epoch: undefined, since: 5 });
    store.lost();
    expect(store.getSnapshot().connection).toBe('connecting');
  });

  it('takes a reset, then the diffs that follow it', () => {
    const store = createTopologyStore();
    expect(store.receive(reset)).toBe('applied');
    expect(store.receive(diffTo(7, 8))).toBe('applied');
    expect(store.getSnapshot()).toMatchObject({ connection: 'live', epoch: 'e1', version: 8 });
    expect(store.getSnapshot().topology).toEqual(makeScene());
  });

  it('refuses a diff on another version or epoch, or before any reset, and keeps what it knows', () => {
    const store = createTopologyStore();
    expect(store.receive(diffTo(0, 1))).toBe('gap');
    store.receive(reset);
    const before = store.getSnapshot();
    expect(store.receive(diffTo(6, 8))).toBe('gap');
    expect(store.receive(diffTo(8, 9))).toBe('gap');
    expect(store.receive(diffTo(7, 8, 'e2'))).toBe('gap');
    expect(store.getSnapshot()).toBe(before);
  });

  it('keeps the picture when the stream is lost, and since when', () => {
    let now = 100;
    const store = createTopologyStore(() => now);
    store.receive(diffTo(0, 1));
    store.receive({ ...reset, data: { ...reset.data, topology: makeScene() } });
    now = 200;
    store.lost();
    now = 300;
    store.lost();
    expect(store.getSnapshot()).toMatchObject({ connection: 'reconnecting', since: 200 });
    expect(store.getSnapshot().topology).toEqual(makeScene());
    store.receive(reset);
    expect(store.getSnapshot()).toMatchObject({ connection: 'live', since: 300 });
  });

  it('forgets trouble once a message is read', () => {
    const store = createTopologyStore();
    store.lost('unreadable');
    expect(store.getSnapshot().trouble).toBe('unreadable');
    store.receive(reset);
    expect(store.getSnapshot().trouble).toBeUndefined();
  });

  it('tells each subscriber once a change, and none that left', () => {
    const store = createTopologyStore();
    let calls = 0;
    const leave = store.subscribe(() => {
      calls += 1;
    });
    store.receive(reset);
    store.receive(diffTo(3, 4));
    leave();
    store.lost();
    expect(calls).toBe(1);
  });
});
