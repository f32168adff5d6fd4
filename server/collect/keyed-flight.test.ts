import { describe, expect, it } from 'vitest';
import { createKeyedFlight } from './keyed-flight.ts';

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
