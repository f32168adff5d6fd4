import { expect, it } from 'vitest';
import type { HostReading } from '#lib/topology/snapshot.ts';
import { createTwinMarker } from './mark-twins.ts';
import { network } from './testfacts.ts';

const live = (
  id: string,
  bridge: string,
  warnings: { code: string; message: string }[] = [],
): HostReading => ({
  id,
  name: id,
  url: `unix:///${id}`,
  status: 'live',
  lastSeen: '2026-01-01T00:00:00.000Z',
  snapshot: {
    engine: { flavour: 'docker', version: '20.10.24', apiVersion: '1.41' },
    drivers: [],
    rootless: false,
    warnings,
    networks: [network('bridge', { nativeId: bridge })],
    containers: [],
  },
});
const codes = (readings: HostReading[]) =>
  readings.map(({ snapshot }) => snapshot?.warnings.map(({ code }) => code));

it('adds to what the engine warned of, and takes it away again', () => {
  const mark = createTwinMarker();
  const [a, b] = [live('a', 'one', [{ code: 'own', message: 'Own.' }]), live('b', 'one')];
  expect(codes(mark([a, b]))).toEqual([['own', 'same-daemon'], ['same-daemon']]);
  expect(mark([a])).toEqual([a]);
  expect(a.snapshot?.warnings).toHaveLength(1);
});

it('gives the same object while nothing changes, and another one when something does', () => {
  const mark = createTwinMarker();
  const [a, b, c] = [live('a', 'one'), live('b', 'one'), live('c', 'two')];
  const first = mark([a, b, c]);
  const again = mark([a, b, c]);
  expect(again.map((reading, i) => reading === first[i])).toEqual([true, true, true]);
  expect(again[2]).toBe(c);
  const renamed = mark([a, { ...b, name: 'other' }, c]);
  expect(renamed[0]).not.toBe(first[0]);
  expect(renamed[0]?.snapshot?.warnings[0]?.message).toContain('other');
});
