import { dequal } from 'dequal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexOf } from '../topology/index-of.ts';
import type { Topology } from '../topology/model.ts';
import { crossingOf, hitTest } from './hit-test.ts';
import { metrics } from './metrics.ts';
import type { Box, HostBox, PatchBayLayout } from './model.ts';
import { layoutPatchBay } from './patch-bay.ts';
import { scaleOf } from './shelves.ts';
import { sampleTopology } from './testdata/sample.ts';
import { translateHost } from './translate.ts';

const sizes = fc.record({
  hosts: fc.integer({ min: 1, max: 7 }),
  containers: fc.integer({ min: 0, max: 60 }),
  aspect: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
  swarm: fc.boolean(),
});

function eachSample(check: (topology: Topology, layout: PatchBayLayout) => void): void {
  fc.assert(
    fc.property(sizes, ({ hosts, containers, aspect, swarm }) => {
      const topology = sampleTopology(hosts, containers, { swarm });
      check(topology, layoutPatchBay(topology, { aspect }));
    }),
    { seed: 7, numRuns: 40 },
  );
}

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const contains = (outer: Box, inner: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.001 &&
  inner.y + inner.height <= outer.y + outer.height + 0.001;
const pairsOf = <T>(items: readonly T[]) =>
  items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b] as const));
const rowsOf = (host: HostBox) => host.banks.flatMap((bank) => bank.rows);

test('[L1] the order of the maps does not matter', () => {
  const topology = sampleTopology(3, 20);
  const reversed = Object.fromEntries(
    Object.entries(topology).map(([name, map]) => [name, Object.fromEntries(Object.entries(map).reverse())]),
  ) as Topology;
  expect(layoutPatchBay(reversed, { aspect: 1.6 })).toEqual(layoutPatchBay(topology, { aspect: 1.6 }));
});

test('[L2] nothing overlaps, and what is in a host lies in its box', () => {
  eachSample((_, layout) => {
    for (const [a, b] of pairsOf(layout.hosts)) expect(overlap(a, b)).toBe(false);
    for (const host of layout.hosts) {
      for (const bank of host.banks) {
        for (const thing of [...bank.columns, ...bank.rows.map((row) => row.pill), ...bank.groups]) {
          expect(contains(host, thing)).toBe(true);
        }
        for (const [a, b] of pairsOf([...bank.columns, ...bank.rows.map((row) => row.pill)])) {
          expect(overlap(a, b)).toBe(false);
        }
      }
      for (const chip of host.chips) expect(contains(host, chip)).toBe(true);
      for (const [a, b] of pairsOf(host.chips)) expect(overlap(a, b)).toBe(false);
    }
  });
});

test('[L3] everything is drawn once, and nothing else', () => {
  eachSample((topology, layout) => {
    for (const host of layout.hosts) {
      const index = indexOf(topology);
      const rows = rowsOf(host);
      const ids = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.id);
      expect(ids('container').sort()).toEqual(
        index
          .containersOfHost(host.hostId)
          .map((each) => each.id)
          .sort(),
      );
      const jacks = rows.flatMap((row) => row.jacks.map((jack) => jack.endpointId));
      expect(jacks.sort()).toEqual(
        index
          .endpointsOfHost(host.hostId)
          .map((each) => each.id)
          .sort(),
      );
      const ports = rows.flatMap((row) => row.ports.flatMap((jack) => jack.portIds));
      expect(ports.sort()).toEqual(
        index
          .portsOfHost(host.hostId)
          .map((each) => each.id)
          .sort(),
      );
      const columns = new Set(
        host.banks.flatMap((bank) => bank.columns.flatMap((each) => each.networkId ?? [])),
      );
      const chips = host.chips.map((chip) => chip.networkId);
      expect([...columns, ...chips].sort()).toEqual(
        index
          .networksOfHost(host.hostId)
          .map((each) => each.id)
          .sort(),
      );
    }
  });
});

test('[L4] one more container in a host moves nothing within the others', () => {
  const before = layoutPatchBay(sampleTopology(3, 20), { aspect: 1.6 });
  const more = sampleTopology(3, 21);
  const less = sampleTopology(3, 20);
  const mixed: Topology = {
    ...less,
    containers: { ...less.containers, ...only(more.containers, 'x2') },
    endpoints: { ...less.endpoints, ...only(more.endpoints, 'x2') },
    sandboxes: { ...less.sandboxes, ...only(more.sandboxes, 'x2') },
    ports: { ...less.ports, ...only(more.ports, 'x2') },
  };
  const after = layoutPatchBay(mixed, { aspect: 1.6 });
  for (const id of ['x1', 'x3']) expect(atOrigin(after, id)).toEqual(atOrigin(before, id));
  expect(atOrigin(after, 'x2')).not.toEqual(atOrigin(before, 'x2'));
});

test('[L5] a host that was moved stays where it was put', () => {
  const moved = { x2: { x: 4000, y: -300 } };
  for (const count of [5, 30]) {
    const layout = layoutPatchBay(sampleTopology(4, count), { aspect: 1.6, moved });
    expect(layout.hosts.find((host) => host.hostId === 'x2')).toMatchObject(moved.x2);
    expect(contains(layout, { ...moved.x2, width: 1, height: 1 })).toBe(true);
  }
});

test('[L6] a folded host is a box which its overlay still reaches', () => {
  const layout = layoutPatchBay(sampleTopology(2, 20), { aspect: 1.6, collapsed: new Set(['x1']) });
  const folded = layout.hosts.find((host) => host.hostId === 'x1');
  expect(folded).toMatchObject({ collapsed: true, banks: [], chips: [], buses: [] });
  expect(layout.backplanes.flatMap((each) => each.drops.map((drop) => drop.key))).toContain('x1');
});

test('[L7] jacks lie where rows meet columns; riders stand under the owner and have none', () => {
  eachSample((topology, layout) => {
    for (const bank of layout.hosts.flatMap((host) => host.banks)) {
      bank.rows.forEach((row, i) => {
        for (const jack of row.jacks) {
          const column = bank.columns.find((each) => each.networkId === jack.networkId);
          expect(jack.y).toBe(row.pill.y + row.pill.height / 2);
          expect(column && contains(column, { x: jack.x, y: jack.y, width: 0, height: 0 })).toBe(true);
        }
        if (!row.ridesOn) return;
        expect(row.jacks).toEqual([]);
        const above = bank.rows[i - 1];
        expect([above?.id, above?.ridesOn]).toContain(row.ridesOn);
        expect(topology.sandboxes[topology.containers[row.id]?.sandboxId ?? '']?.ownerId).toBe(row.ridesOn);
      });
    }
  });
});

test('[L8] banks are bounded and joined by buses', () => {
  const layout = layoutPatchBay(sampleTopology(1, 60), { aspect: 1.6 });
  const host = layout.hosts[0];
  expect(host?.banks.length).toBeGreaterThan(1);
  for (const bank of host?.banks ?? []) expect(bank.rows.length).toBeLessThanOrEqual(metrics.bankRows);
  const drivers = sampleTopology(1, 60).networks;
  const columns = host?.banks.flatMap((bank) => bank.columns.flatMap((each) => each.networkId ?? [])) ?? [];
  const dropsOf = (id: string) =>
    host?.buses.filter((bus) => bus.networkId === id).flatMap((bus) => bus.drops) ?? [];
  for (const id of new Set(columns)) {
    const times = columns.filter((each) => each === id).length;
    const joined = times > 1 && !['host', 'null'].includes(drivers[id]?.driver ?? '');
    const spanning = drivers[id]?.scope !== 'local';
    expect(dropsOf(id)).toHaveLength(joined || spanning ? times : 0);
    if (spanning) expect(host?.buses.some((bus) => bus.networkId === id && bus.shelf === 0)).toBe(true);
  }
});

describe('[L9] backplanes', () => {
  test('have a bar on every shelf and drops that end on columns', () => {
    const topology = sampleTopology(6, 12);
    const layout = layoutPatchBay(topology, { aspect: 0.8 });
    const mesh = Object.values(topology.networks).filter((network) => network.name === 'mesh');
    expect(mesh).toHaveLength(1);
    expect(layout.backplanes.length).toBeGreaterThan(1);
    expect(layout.backplanes.flatMap((each) => each.drops.map((drop) => drop.key)).sort()).toEqual(
      Object.keys(topology.hosts).sort(),
    );
    expect(layout.backplanes.map((each) => each.trunk !== undefined)).toEqual(
      layout.backplanes.map((_, shelf) => shelf > 0),
    );
    for (const { bar, drops, networkId } of layout.backplanes) {
      for (const { key: hostId, line } of drops) {
        const host = layout.hosts.find((each) => each.hostId === hostId);
        const columns = host?.banks.flatMap((bank) => bank.columns) ?? [];
        const end = { x: line.x + line.width / 2, y: line.y + line.height };
        const column = columns.find((each) => each.networkId === networkId);
        expect(end).toEqual({ x: column && column.x + column.width / 2, y: column?.y });
        expect(contains(bar, { x: end.x, y: bar.y, width: 0, height: 0 })).toBe(true);
      }
    }
  });
  test('are not drawn without a network over several hosts', () => {
    expect(layoutPatchBay(sampleTopology(3, 12, { swarm: false }), { aspect: 1.6 }).backplanes).toEqual([]);
  });
});

test('[L10] what lies under a point', () => {
  eachSample((topology, layout) => {
    for (const row of layout.hosts.flatMap(rowsOf)) {
      for (const jack of row.jacks) {
        expect(hitTest(layout, jack)).toMatchObject({ kind: 'jack', endpointId: jack.endpointId });
      }
      for (const port of row.ports) {
        expect(hitTest(layout, port)).toMatchObject({ kind: 'port', portIds: port.portIds });
      }
      if (row.kind === 'container') {
        const centre = { x: row.pill.x + row.pill.width / 2, y: row.pill.y + row.pill.height / 2 };
        expect(hitTest(layout, centre)).toEqual({ kind: 'container', containerId: row.id });
      }
    }
    const container = Object.values(topology.containers)[0];
    const on = new Set(
      container &&
        indexOf(topology)
          .endpointsOfContainer(container.id)
          .map((e) => e.networkId),
    );
    for (const network of Object.values(topology.networks)) {
      const at = container && !on.has(network.id) && crossingOf(layout, container.id, network.id);
      if (at) {
        expect(hitTest(layout, at)).toMatchObject({
          kind: 'crossing',
          containerId: container.id,
          networkId: network.id,
        });
      }
    }
    expect(hitTest(layout, { x: layout.x - 50, y: layout.y - 50 })).toBeUndefined();
  });
});

test('[L11] hosts are packed into the shape of the window', () => {
  const topology = sampleTopology(9, 12);
  const wide = layoutPatchBay(topology, { aspect: 3 });
  const tall = layoutPatchBay(topology, { aspect: 0.5 });
  expect(wide.width / wide.height).toBeGreaterThan(tall.width / tall.height);
});

test('[L12] hosts stay on their shelves while things change inside them', () => {
  let stayed = 0;
  const sizes = fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(sizes, fc.nat(), (counts, pick) => {
      const before = layoutPatchBay(unevenTopology(counts), { aspect: 1.5 });
      const changed = counts.map((count, i) => (i === pick % counts.length ? count + 1 : count));
      const fresh = layoutPatchBay(unevenTopology(changed), { aspect: 1.5 });
      const after = layoutPatchBay(unevenTopology(changed), { aspect: 1.5, shelves: before.shelves });
      const boxes = new Map(fresh.hosts.map((box) => [box.hostId, box]));
      const scale = (shelves: string[][]) =>
        scaleOf(
          shelves.map((shelf) => shelf.flatMap((id) => boxes.get(id) ?? [])),
          1.5,
          { gap: metrics.hostGap, shelfGap: metrics.shelfGap, overhead: 0 },
        );
      const muchBetter = scale(fresh.shelves) > 1.2 * scale(before.shelves);
      expect(after.shelves).toEqual(muchBetter ? fresh.shelves : before.shelves);
      if (!muchBetter && !dequal(fresh.shelves, before.shelves)) stayed += 1;
    }),
    { seed: 5, numRuns: 120 },
  );
  expect(stayed).toBeGreaterThan(0);
  const three = layoutPatchBay(sampleTopology(3, 12), { aspect: 1.6 });
  const four = layoutPatchBay(sampleTopology(4, 12), { aspect: 1.6, shelves: three.shelves });
  expect(four.shelves.flat()).toHaveLength(4);
});

/** Hosts with these numbers of containers. */
function unevenTopology(counts: readonly number[]): Topology {
  const most = sampleTopology(counts.length, Math.max(...counts), { swarm: false });
  const few = counts.map((count) => sampleTopology(counts.length, count, { swarm: false }));
  const pickFrom = <C extends 'containers' | 'endpoints' | 'sandboxes' | 'ports'>(name: C) =>
    Object.assign({}, ...few.map((topology, i) => only<unknown>(topology[name], `x${i + 1}`)));
  return {
    ...most,
    containers: pickFrom('containers'),
    endpoints: pickFrom('endpoints'),
    sandboxes: pickFrom('sandboxes'),
    ports: pickFrom('ports'),
  };
}

function only<T>(map: Record<string, T>, hostId: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([id]) => id.includes(`:${hostId}/`)));
}

function atOrigin(layout: PatchBayLayout, hostId: string) {
  const host = layout.hosts.find((each) => each.hostId === hostId);
  if (!host) throw new Error(`no host ${hostId}`);
  return translateHost(host, -host.x, -host.y);
}
