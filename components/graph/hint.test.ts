import { expect, it } from 'vitest';
import { addressOf, wiredTopology } from '#lib/layout/testdata/wired.ts';
import { native } from '#lib/store/testing/scene.ts';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import { endpointId, swarmNetworkId, tunnelId } from '#lib/topology/ids.ts';
import { hintOf } from './hint.ts';

const scene = makeWiredScene();
const at = { x: 0, y: 0 };
const mesh = swarmNetworkId('lab', 'mesh');

it('a jack tells its pair, and that its traffic is asked for', () => {
  const id = endpointId('h1', native('h1', 'web'), native('h1', 'front'));
  const hint = hintOf(scene, { kind: 'jack', endpointId: id, at }, false);
  expect(hint?.facts).toEqual(
    expect.arrayContaining(['eth0 ⇄ veth482d892 @ br-front', 'MTU 1500 · up · #12 ⇄ #13']),
  );
  expect(hint?.countedId).toBe(id);
});

it('a jack whose pair is missed says so, and asks for nothing', () => {
  const id = endpointId('h1', native('h1', 'web'), 'mesh0000000000000000000000');
  const hint = hintOf(scene, { kind: 'jack', endpointId: id, at }, false);
  expect(hint?.facts.join()).toMatch(/No veth pair/);
  expect(hint?.countedId).toBeUndefined();
});

it('an overlay’s bar tells, for each pair of hosts, how many endpoints are served', () => {
  const facts = hintOf(scene, { kind: 'network', networkId: mesh }, false)?.facts ?? [];
  expect(facts).toEqual(
    expect.arrayContaining(['h1 → h2 · 2 endpoints', 'h2 → h1 · 1 endpoint', 'h1 → 10.77.0.9']),
  );
  const inHost = hintOf(scene, { kind: 'network', networkId: mesh, hostId: 'h1' }, false)?.facts ?? [];
  expect(inHost).toContain('br0 · MTU 1450 · VNI 4097');
});

it('a peer that a host does not know is told first, and many lines are cut', () => {
  const topology = wiredTopology(6, 8);
  delete topology.tunnels[tunnelId('x3', 'vxlan', 'mesh', addressOf('x1'))];
  const id = Object.values(topology.networks).find(({ name }) => name === 'mesh')?.id ?? '';
  const facts = hintOf(topology, { kind: 'network', networkId: id }, false)?.facts ?? [];
  expect(facts).toContain('x3 does not know its peer x1');
  expect(facts.at(-1)).toBe('and 22 more');
});

it('a strand tells its tunnel, a bar all of them', () => {
  const blocked = tunnelId('h2', 'gre', 'gre3', '10.77.0.3');
  const hint = hintOf(scene, { kind: 'tunnels', tunnelIds: [blocked], at }, false);
  expect(hint).toMatchObject({ title: 'GRE h2 → h3', countedId: blocked });
  expect(hint?.facts).toEqual([
    'gre3 · MTU 1462',
    '10.77.0.2 → 10.77.0.3',
    'Blocked by the spanning tree: it would close a loop',
  ]);
  const topology = wiredTopology(2, 4);
  const all = Object.values(topology.tunnels)
    .filter(({ kind }) => kind === 'gre')
    .map(({ id }) => id);
  expect(hintOf(topology, { kind: 'tunnels', tunnelIds: all, at }, false)?.facts).toEqual([
    'x1 → x2',
    'x2 → x1',
  ]);
});

it('a sign tells what was found and what to do', () => {
  const [finding] = Object.values(scene.findings);
  if (!finding) throw new Error('The scene has no finding.');
  const hint = hintOf(
    scene,
    { kind: 'sign', about: finding.about[0] ?? '', findingIds: [finding.id], at },
    false,
  );
  expect(hint).toMatchObject({ title: finding.message, facts: [finding.remedy], warning: true });
});

it('a host says why its wires are not read while their layer is on', () => {
  const facts = (wires: boolean) => hintOf(scene, { kind: 'title', hostId: 'h3' }, wires)?.facts.join(' ');
  expect(facts(true)).toMatch(/not read.*Nobody allowed a helper/);
  expect(facts(false)).not.toMatch(/helper/);
  expect(hintOf(scene, { kind: 'title', hostId: 'h1' }, true)?.facts.join(' ')).not.toMatch(/wires/);
});
