import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interfaceId, tunnelId } from '../topology/ids.ts';
import type { Topology } from '../topology/model.ts';
import type { Finding } from '../topology/model-wires.ts';
import { hitTest } from './hit-test.ts';
import type { Box } from './model.ts';
import { layoutPatchBay } from './patch-bay.ts';
import { addressOf, wiredTopology } from './testdata/wired.ts';

function withFindings(
  topology: Topology,
  found: readonly Pick<Finding, 'id' | 'about' | 'hostId'>[],
): Topology {
  const findings = found.map(
    (each): Finding => ({
      code: 'test',
      severity: 'warning',
      message: 'Something.',
      remedy: 'Do something.',
      ...each,
    }),
  );
  return { ...topology, findings: Object.fromEntries(findings.map((each) => [each.id, each])) };
}

const wired = wiredTopology(3, 20);
const endpoint = Object.values(wired.endpoints).find(({ hostId, veth }) => hostId === 'x2' && veth);
if (!endpoint) throw new Error('The sample has no pair on x2.');
const front =
  Object.values(wired.networks).find(({ name, hostIds }) => name === 'front' && hostIds[0] === 'x1')?.id ??
  '';
const mesh = Object.values(wired.networks).find(({ name }) => name === 'mesh')?.id ?? '';

test('[L16] a sign stands on the foremost of what a finding concerns, else in the host’s head', () => {
  const gre = tunnelId('x1', 'gre', 'gre-x2', addressOf('x2'));
  const cases: [about: string[], on: string][] = [
    [[endpoint.id, endpoint.networkId], endpoint.id],
    [['endpoint:x2/gone/gone', endpoint.networkId], endpoint.networkId],
    [[mesh], mesh],
    [[front], front],
    [[gre], gre],
    [[interfaceId('x2', 'host', 3)], interfaceId('x2', 'host', 3)],
    [['interface:x2/host/99', 'x2'], 'x2'],
    [['nothing'], 'nothing'],
  ];
  for (const [about, on] of cases) {
    const topology = withFindings(wired, [{ id: 'f', about, hostId: 'x2' }]);
    const { signs } = layoutPatchBay(topology, { aspect: 1.6 });
    expect(signs.map((sign) => sign.about)).toEqual([on]);
  }
});

test('[L16] a finding about several things of a kind has a sign on each of them, and on no other thing', () => {
  const fronts = Object.values(wired.networks)
    .filter(({ name }) => name === 'front')
    .slice(0, 2)
    .map(({ id }) => id);
  expect(fronts).toHaveLength(2);
  const topology = withFindings(wired, [{ id: 'f', about: [...fronts, 'x1', endpoint.id], hostId: 'x2' }]);
  const { signs } = layoutPatchBay(topology, { aspect: 1.6 });
  expect(signs.map(({ about, findingIds }) => [about, findingIds])).toEqual(fronts.map((id) => [id, ['f']]));
});

test('[L16] a port of a bridge is marked where its bridge is', () => {
  const bridge = Object.values(wired.interfaces).find(
    ({ hostId, networkId }) => hostId === 'x2' && networkId,
  );
  if (!bridge) throw new Error('The sample has no bridge on x2.');
  const stray = { ...bridge, id: interfaceId('x2', 'host', 999), index: 999, masterId: bridge.id };
  const { networkId: _, ...port } = stray;
  const topology = { ...wired, interfaces: { ...wired.interfaces, [port.id]: port } };
  const placeOf = (id: string) => {
    const found = withFindings(topology, [{ id: 'f', about: [id], hostId: 'x2' }]);
    const [sign] = layoutPatchBay(found, { aspect: 1.6 }).signs;
    return { x: sign?.x, y: sign?.y };
  };
  expect(placeOf(port.id)).toEqual(placeOf(bridge.id));
  expect(placeOf(port.id)).not.toEqual(placeOf('x2'));
});

test('[L16] there is one sign at a place, with all that was found there, and the worst tells how it looks', () => {
  const topology = withFindings(wired, [
    { id: 'a', about: [endpoint.id], hostId: 'x2' },
    { id: 'b', about: [endpoint.id], hostId: 'x2' },
    { id: 'c', about: ['x2'], hostId: 'x2' },
  ]);
  Object.assign(topology.findings.b ?? {}, { severity: 'error' });
  const { signs } = layoutPatchBay(topology, { aspect: 1.6 });
  expect(signs.map(({ findingIds, severity }) => [findingIds, severity])).toEqual([
    [['b', 'a'], 'error'],
    [['c'], 'warning'],
  ]);
});

test('[L16] in a folded host the sign is in its head; of a host that is not there nothing is drawn', () => {
  const topology = withFindings(wired, [
    { id: 'a', about: [endpoint.id], hostId: 'x2' },
    { id: 'b', about: ['x9'], hostId: 'x9' },
  ]);
  const { signs, hosts } = layoutPatchBay(topology, { aspect: 1.6, collapsed: new Set(['x2']) });
  const head = hosts.find(({ hostId }) => hostId === 'x2')?.title;
  expect(signs).toHaveLength(1);
  expect(signs[0]?.y).toBe((head?.y ?? 0) + 13);
});

test('[L10] a sign and a strand are found under the pointer before what they stand on', () => {
  const topology = withFindings(wired, [{ id: 'a', about: [endpoint.id], hostId: 'x2' }]);
  const layout = layoutPatchBay(topology, { aspect: 1.6 });
  for (const { x, y, about, findingIds } of layout.signs)
    expect(hitTest(layout, { x, y })).toMatchObject({ kind: 'sign', about, findingIds });
  for (const bar of layout.backplanes.filter(({ networkId }) => networkId === undefined)) {
    for (const { line, tunnelIds } of bar.drops.flatMap(({ strands }) => strands)) {
      const middle = { x: line.x + line.width / 2, y: line.y + line.height / 2 };
      expect(hitTest(layout, middle)).toMatchObject({ kind: 'tunnels', tunnelIds });
    }
    const onBar = { x: bar.label.x, y: bar.label.y };
    expect(hitTest(layout, onBar)).toMatchObject({ kind: 'tunnels', tunnelIds: bar.tunnelIds });
  }
  // A sign leaves its jack to be pointed at.
  const jack = layout.hosts
    .flatMap(({ banks }) => banks.flatMap(({ rows }) => rows.flatMap(({ jacks }) => jacks)))
    .find(({ endpointId }) => endpointId === endpoint.id);
  expect(jack && hitTest(layout, jack)).toMatchObject({ kind: 'jack' });
});

test('[L15] what stands below a host is as wide as it, and clear of every other host and bar', () => {
  const overlap = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0.4, max: 2.5, noNaN: true }),
      fc.integer({ min: 0, max: 30 }),
      (hosts, containers, aspect, links) => {
        const topology = wiredTopology(hosts, containers);
        for (let i = 0; i < links; i++) {
          const id = interfaceId('x1', 'host', 100 + i);
          topology.interfaces[id] = {
            id,
            hostId: 'x1',
            name: `wg${i}`,
            place: 'host',
            kind: 'wireguard',
            index: 100 + i,
            state: 'unknown',
            addresses: i % 3 ? [`192.0.2.${i}/32`] : [],
          };
        }
        const layout = layoutPatchBay(topology, { aspect });
        for (const host of layout.hosts) {
          const { foot } = host;
          if (!foot) throw new Error('A host whose wires are read has a list of its interfaces.');
          expect([foot.x, foot.y, foot.width]).toEqual([host.x, host.y + host.height, host.width]);
          for (const other of [...layout.hosts, ...layout.backplanes.map(({ bar }) => bar)])
            expect(overlap(foot, other)).toBe(false);
          for (const { y } of foot.items) expect(y < foot.y + foot.height && y > foot.y).toBe(true);
        }
        const told = layout.hosts[0]?.foot?.items ?? [];
        const rest = Number(/^\+ (\d+) more$/.exec(told.at(-1)?.text ?? '')?.[1] ?? 0);
        expect(told.filter(({ interfaceId: id }) => id).length + rest).toBe(links + 2);
      },
    ),
    { seed: 3, numRuns: 60 },
  );
});

test('[L15] the way out comes first, with where it leads', () => {
  const br0 = interfaceId('x1', 'ovs', 'br0');
  const link = wired.interfaces[br0];
  if (!link) throw new Error('The sample has no br0.');
  // An address that every interface has puts none before others.
  const told = { ...wired.interfaces, [br0]: { ...link, addresses: ['fe80::1/64'] } };
  const { hosts } = layoutPatchBay({ ...wired, interfaces: told }, { aspect: 1.6 });
  expect(hosts[0]?.foot?.items.map(({ text }) => text)).toEqual([
    'eth0 10.98.0.1/24 → 10.98.0.254',
    'br0 openvswitch',
  ]);
});
