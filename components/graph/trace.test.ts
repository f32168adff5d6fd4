import { expect, test } from 'vitest';
import { sampleTopology } from '#lib/layout/testdata/sample.ts';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId, serviceId, swarmNetworkId } from '#lib/topology/ids.ts';
import type { Topology } from '#lib/topology/model.ts';
import { marksFor, noMarks } from './marks.ts';
import { traceOf } from './trace.ts';

const topology = sampleTopology(2, 12);
const named = (map: Record<string, { id: string; name: string }>, name: string, host = 'x1') =>
  Object.values(map).find(
    (each) => each.name === name && (each.id.includes(host) || each.id.includes('swarm')),
  )?.id ?? '';
const container = (name: string, host?: string) => named(topology.containers, name, host);
const network = (name: string, host?: string) => named(topology.networks, name, host);

test('a container’s trace is its networks, ports and those that share its sandbox', () => {
  const trace = traceOf(topology, { kind: 'container', id: container('app-3') });
  expect([...trace.lit].sort()).toEqual([container('app-3'), container('app-2'), network('front')].sort());
});

test('near a container are those it can talk to: the members of its networks, on all hosts', () => {
  const { lit, near } = traceOf(topology, { kind: 'container', id: container('app-9') });
  expect(near.has(container('app-1', 'x2'))).toBe(true);
  expect(near.has(container('app-0'))).toBe(true);
  expect(near.has(container('app-8'))).toBe(false);
  expect(near.has(network('front'))).toBe(true);
  expect([...lit].every((id) => near.has(id))).toBe(true);
  const none = traceOf(topology, { kind: 'container', id: container('app-7') });
  expect(none.near).toEqual(none.lit);
});

test('a service’s trace is its tasks and its networks', () => {
  const scene = makeScene();
  const task = (host: string, name: string) => containerId(host, native(host, name));
  const trace = traceOf(scene, { kind: 'service', id: serviceId('lab', 'relay') });
  expect([...trace.lit].sort()).toEqual(
    [serviceId('lab', 'relay'), swarmNetworkId('lab', 'mesh'), task('h2', 'm2'), task('h3', 'm3')].sort(),
  );
});

test('a network’s trace is its members on all hosts', () => {
  const trace = traceOf(topology, { kind: 'network', id: network('mesh') });
  expect([...trace.lit].sort()).toEqual(
    [
      network('mesh'),
      ...['x1', 'x2'].flatMap((host) => [
        container('app-1', host),
        container('app-5', host),
        container('app-9', host),
      ]),
    ].sort(),
  );
});

test('an endpoint’s trace is its two ends', () => {
  const endpoint = Object.values(topology.endpoints).find((each) => each.containerId === container('app-0'));
  const trace = traceOf(topology, { kind: 'endpoint', id: endpoint?.id ?? '' });
  expect(trace.lit).toEqual(new Set([endpoint?.id, endpoint?.networkId, container('app-0')]));
});

test('containers in host mode share the host’s sandbox, but not a trace', () => {
  const both: Topology = { ...topology };
  const id = container('app-6');
  expect([...traceOf(both, { kind: 'container', id }).lit]).toEqual([id, network('host')]);
});

const traced = (...ids: string[]) => ({ lit: new Set(ids), near: new Set(ids) });

test('marks: a trace dims what is not wholly in it, a search what was not found, a pick rings its picture', () => {
  const jack = { of: ['c', 'n'], stands: ['e'] };
  expect(marksFor(jack, noMarks)).toBe('');
  expect(marksFor(jack, { ...noMarks, trace: traced('c', 'n') })).toBe('lit');
  expect(marksFor(jack, { ...noMarks, trace: traced('c', 'other') })).toBe('dim');
  expect(marksFor(jack, { ...noMarks, found: new Set(['n']) })).toBe('lit');
  expect(marksFor(jack, { ...noMarks, found: new Set(['x']) })).toBe('dim');
  expect(marksFor(jack, { ...noMarks, selected: 'e' })).toBe('selected');
  expect(marksFor(jack, { ...noMarks, picked: new Set(['e']) })).toBe('picked');
  expect(marksFor(jack, { ...noMarks, target: 'e' })).toBe('target');
  const near = { lit: new Set(['n']), near: new Set(['c', 'n']) };
  expect(marksFor(jack, { ...noMarks, trace: near })).toBe('');
  const wire = { of: ['c'], any: ['n', 'm'] };
  expect(marksFor(wire, { ...noMarks, trace: traced('c', 'm') })).toBe('lit');
  expect(marksFor(wire, { ...noMarks, trace: traced('c', 'x') })).toBe('dim');
});
