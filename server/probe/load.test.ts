import { expect, it } from 'vitest';
import { createLoad } from './load.ts';

it('lets a few hosts be read as often as they like, and hundreds of big ones every few minutes', () => {
  const load = createLoad();
  const shares = Array.from({ length: 300 }, () => load.join());
  for (const share of shares.slice(0, 3)) share.links(300);
  expect(shares[0]?.shortest()).toBeLessThan(1_000);
  for (const share of shares) share.links(800);
  const all = shares[299]?.shortest() ?? 0;
  expect([all > 60_000, all < 300_000]).toEqual([true, true]);
  // One host that changes on and on takes no more of a core than the part that is meant for reading.
  expect(shares[0]?.gap()).toBe(600);
  for (const share of shares) share.leave();
  expect(shares[0]?.shortest()).toBe(0);
});
