import { describe, expect, it } from 'vitest';
import { createCounterHistory } from './counter-history.ts';
import { countedLinks, deviceKey, switchPortKey, withoutCounters } from './link-key.ts';
import { counters, facts, link, stack } from './testing.ts';

const packets = (samples: { rxPackets: number }[]) => samples.map(({ rxPackets }) => rxPackets);
const one = (count: number) => new Map([['a', counters(count)]]);

describe('the history of counters', () => {
  it('has the last few reads of every link, and more of those that are asked for', () => {
    const history = createCounterHistory();
    for (let at = 1; at <= 10; at++) history.add(at, new Map([...one(at), ['b', counters(at)]]));
    expect(history.of('a', 1_000)).toEqual([8, 9, 10].map((at) => ({ at, ...counters(at) })));
    for (let at = 11; at <= 100; at++) history.add(at, new Map([...one(at), ['b', counters(at)]]));
    const samples = history.of('a', 1_000);
    expect([samples.length, samples.at(0)?.at, samples.at(-1)?.at]).toEqual([60, 41, 100]);
    expect(packets(history.of('b', 1_000))).toEqual([98, 99, 100]);
  });

  it('forgets who asked once nobody does', () => {
    const history = createCounterHistory();
    history.add(1, one(1));
    history.of('a', 5);
    for (let at = 2; at <= 20; at++) history.add(at, one(at));
    expect(packets(history.of('a', 100))).toEqual([18, 19, 20]);
  });

  it('begins anew with another device in the place of the first', () => {
    const history = createCounterHistory();
    for (const count of [10, 20, 3]) history.add(count, one(count));
    expect(packets(history.of('a', 1_000))).toEqual([3]);
    for (const count of [4, 5, 1, 2]) history.add(count, one(count));
    expect(packets(history.of('a', 1_000))).toEqual([1, 2]);
  });

  it('follows links that come and go, and big numbers', () => {
    const history = createCounterHistory();
    history.add(1, one(1));
    history.add(2, new Map([['b', counters(2)]]));
    history.add(3, new Map([['b', { ...counters(3), txBytes: 2 ** 52 }], ...one(3)]));
    expect(packets(history.of('a', 10))).toEqual([3]);
    expect(history.of('b', 10).map(({ txBytes }) => txBytes)).toEqual([200, 2 ** 52]);
    expect(history.of('c', 10)).toEqual([]);
  });
});

it('every link that counts is told from all others, the loopbacks left out', () => {
  const eth0 = link(2, 'eth0', { counters: counters(1) });
  const port = { name: 'gre1', type: 'gre', up: true, counters: counters(3) };
  const read = facts(
    [
      stack('4:1', [link(1, 'lo', { kind: 'loopback', counters: counters(9) }), eth0]),
      stack('4:2', [link(2, 'eth0', { counters: counters(2) }), link(3, 'silent')]),
    ],
    { openVswitch: { bridges: [{ name: 'br0', datapath: 'netdev', stp: true, ports: [port] }] } },
  );
  expect([...countedLinks(read)]).toEqual([
    [deviceKey('4:1', 2), counters(1)],
    [deviceKey('4:2', 2), counters(2)],
    [switchPortKey('gre1'), counters(3)],
  ]);
  expect(JSON.stringify(withoutCounters(read))).not.toContain('counters');
  expect(withoutCounters(read).stacks[0]?.links[1]).toEqual(link(2, 'eth0'));
  expect(eth0).toHaveProperty('counters');
});
