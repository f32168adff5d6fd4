import { expect, test } from 'vitest';
import type { Topology } from '../topology/model.ts';
import { boxBetween, hitTest, rowsIn } from './hit-test.ts';
import { layoutPatchBay } from './patch-bay.ts';
import { sampleTopology } from './testdata/sample.ts';

const topology = withMember(sampleTopology(3, 14));
const layout = layoutPatchBay(topology, { aspect: 1.6 });
const rows = layout.hosts.flatMap((host) => host.banks.flatMap((bank) => bank.rows));
const containers = rows.filter((row) => row.kind === 'container');

test('[L13] a box around everything has every container once, in drawing order, and no other member', () => {
  expect(rows.length).toBeGreaterThan(containers.length);
  expect(rowsIn(layout, layout)).toEqual(containers.map((row) => row.id));
});

test('[L13] a box that touches a pill or a wire anywhere has that row alone', () => {
  for (const { id, pill, jacks } of containers) {
    const inPill = { x: pill.x + pill.width / 2, y: pill.y + 2 };
    expect(rowsIn(layout, boxBetween(inPill, { x: inPill.x + 1, y: inPill.y + 1 }))).toEqual([id]);
    for (const { x, y } of jacks) expect(rowsIn(layout, { x, y, width: 0, height: 0 })).toEqual([id]);
  }
});

test('[L13] it does not matter from which corner a box is drawn', () => {
  const [first, last] = [containers[0]?.pill, containers[4]?.pill];
  if (!first || !last) throw new Error('The sample has too few containers.');
  const [a, b] = [
    { x: first.x, y: first.y },
    { x: last.x + last.width, y: last.y + last.height },
  ];
  const found = rowsIn(layout, boxBetween(a, b));
  expect(found.length).toBeGreaterThan(1);
  expect(rowsIn(layout, boxBetween(b, a))).toEqual(found);
  expect(rowsIn(layout, boxBetween({ x: a.x, y: b.y }, { x: b.x, y: a.y }))).toEqual(found);
});

test('[L13] a box on the ground beside everything has none', () => {
  expect(rowsIn(layout, { x: layout.x - 90, y: layout.y - 90, width: 80, height: 80 })).toEqual([]);
});

test('[L10] a project’s label is a place of its own, named in full', () => {
  const groups = layout.hosts.flatMap((host) =>
    host.banks.flatMap((bank) => bank.groups.map((group) => ({ hostId: host.hostId, group }))),
  );
  expect(groups.length).toBeGreaterThan(0);
  for (const { hostId, group } of groups) {
    expect(hitTest(layout, { x: group.x + 4, y: group.y + 8 })).toEqual({
      kind: 'group',
      hostId,
      name: group.name,
    });
  }
});

/** With a member that is no container, as a load balancer of a swarm is none. */
function withMember(sample: Topology): Topology {
  const one = Object.values(sample.endpoints).find((endpoint) => endpoint.containerId !== undefined);
  if (!one) throw new Error('The sample has no endpoint.');
  const { containerId: _, ...rest } = one;
  const member = { ...rest, id: `${one.id}-lb`, role: 'load-balancer' as const, sandboxId: 'sandbox:lb' };
  return { ...sample, endpoints: { ...sample.endpoints, [member.id]: member } };
}
