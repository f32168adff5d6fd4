import { describe, expect, it } from 'vitest';
import type { Finding } from '../../topology/model-wires.ts';
import { finding } from './finding.ts';
import { nothingWatched, type Watch, watchFindings } from './lasting.ts';

const one = (code: string, hostId = 'x1'): Finding =>
  finding({
    code,
    key: `${hostId}/thing`,
    severity: 'error',
    hostId,
    about: ['network:n'],
    message: 'M.',
    remedy: 'R.',
  });
const map = (...findings: Finding[]) => Object.fromEntries(findings.map((each) => [each.id, each]));

/** Looks again and again; each step is the time, what is found then, and when the last read began. */
function walk(...steps: [time: number, found: Finding[], read: number | undefined][]): Watch {
  return steps.reduce(
    (watch, [time, found, read]) => watchFindings(watch, map(...found), { time, readSince: () => read }),
    nothingWatched,
  );
}
const shown = (watch: Watch) => Object.values(watch.lasting).map(({ code }) => code);

describe('[F11] a finding counts', () => {
  const down = one('port-down');

  it('not when it is first seen, nor for what was read before', () => {
    expect(shown(walk([1_000, [down], 1_000]))).toEqual([]);
    expect(shown(walk([1_000, [down], 900], [60_000, [down], 900]))).toEqual([]);
    expect(shown(walk([1_000, [down], undefined], [60_000, [down], undefined]))).toEqual([]);
  });

  it('when a read that began a moment later bears it out, and from then on', () => {
    const watch = walk([1_000, [down], 1_000], [3_000, [down], 2_499]);
    expect(shown(watch)).toEqual([]);
    expect([...watch.due]).toEqual([['x1', 2_500]]);
    expect(shown(walk([1_000, [down], 1_000], [3_000, [down], 2_500]))).toEqual(['port-down']);
    expect(shown(walk([1_000, [down], 1_000], [3_000, [down], 2_500], [9_000, [down], 8_000]))).toEqual([
      'port-down',
    ]);
  });

  it('no longer at once when it is gone, and then begins anew', () => {
    const gone = walk([1_000, [down], 1_000], [3_000, [down], 2_500], [4_000, [], 3_900]);
    expect(shown(gone)).toEqual([]);
    expect(gone).toEqual(nothingWatched);
    expect(shown(walk([1_000, [down], 1_000], [2_000, [], 1_900], [3_000, [down], 2_900]))).toEqual([]);
  });

  it('as it is worded by now', () => {
    const now = { ...down, message: 'Now.' };
    expect(Object.values(walk([0, [down], 0], [3_000, [now], 2_500]).lasting)).toEqual([now]);
  });

  it.each([
    ['veth-without-endpoint', 15_000],
    ['peer-missing', 45_000],
    ['stale-forwarding', 45_000],
  ])('later where it takes its time: %s after %d ms', (code, after) => {
    const slow = one(code);
    expect(shown(walk([0, [slow], 0], [90_000, [slow], after - 1]))).toEqual([]);
    expect(shown(walk([0, [slow], 0], [90_000, [slow], after]))).toEqual([code]);
  });

  it('by the reads of its own host', () => {
    const other = one('port-down', 'x2');
    const look = (last: Watch, time: number) =>
      watchFindings(last, map(down, other), { time, readSince: (id) => (id === 'x2' ? time : 0) });
    const watch = look(look(nothingWatched, 1_000), 5_000);
    expect(Object.keys(watch.lasting)).toEqual([other.id]);
    expect([...watch.due.keys()]).toEqual(['x1']);
  });
});
