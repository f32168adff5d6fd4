import { expect, it } from 'vitest';
import { build } from './build.ts';
import { emptyTopology } from './model.ts';
import type { HostReading } from './snapshot.ts';
import { reading, swarmFact } from './testdata/facts.ts';

const unread: HostReading = {
  id: 'alpha',
  name: 'Alpha',
  url: 'ssh://alpha',
  status: 'unreachable',
  reason: 'It does not answer.',
  lastSeen: null,
};

it('[H1] gives a host that was never read alone', () => {
  const host = { ...unread, drivers: [], rootless: false, warnings: [] };
  expect(build(unread)).toEqual({ ...emptyTopology(), hosts: { alpha: host } });
});

it('[H2] keeps what a stale host was read as', () => {
  const warnings = [{ code: 'odd', message: 'Odd.' }];
  const stale: HostReading = {
    ...reading('alpha', { drivers: ['bridge', 'overlay'], rootless: true, warnings }),
    status: 'stale',
    reason: 'It does not answer.',
  };
  const { hosts, networks } = build(stale);
  expect(hosts.alpha).toEqual({
    id: 'alpha',
    name: 'alpha',
    url: 'ssh://alpha',
    status: 'stale',
    reason: 'It does not answer.',
    lastSeen: '2026-01-01T00:00:00.000Z',
    engine: { flavour: 'docker', version: '29.0.0', apiVersion: '1.52' },
    drivers: ['bridge', 'overlay'],
    rootless: true,
    warnings,
  });
  expect(Object.keys(networks)).toHaveLength(3);
});

it('[H4] says who named the host', () => {
  const { hosts } = build({ ...unread, origin: 'file', source: 'patchbay.yaml' });
  expect(hosts.alpha).toMatchObject({ origin: 'file', source: 'patchbay.yaml' });
});

it('[H5] says what may be done to read its links, and how that stands', () => {
  const status = {
    state: 'stale',
    way: 'helper',
    reason: 'No.',
    lastSeen: '2026-01-01T00:00:00.000Z',
  } as const;
  const probe = { helper: 'standing' } as const;
  const { hosts } = build({ ...unread, probe, wires: { handles: {}, status } });
  expect(hosts.alpha).toMatchObject({ probe, wires: status });
  expect(build(unread).hosts.alpha).not.toHaveProperty('wires');
});

it('[H2] minds the way to a host before what its engine says, and without it', () => {
  const [way, odd] = [
    { code: 'plain-tcp', message: 'Plain.' },
    { code: 'odd', message: 'Odd.' },
  ];
  expect(build({ ...unread, warnings: [way] }).hosts.alpha?.warnings).toEqual([way]);
  const read = { ...reading('alpha', { warnings: [odd] }), warnings: [way] };
  expect(build(read).hosts.alpha?.warnings).toEqual([way, odd]);
});

it('[H3] tells the host’s part in a swarm once the cluster is known', () => {
  const member = reading('alpha', { swarm: swarmFact({ managerNodeIds: ['node2'] }) });
  expect(build(member, 'c1').hosts.alpha?.swarm).toEqual({
    clusterId: 'c1',
    nodeId: 'node1',
    role: 'worker',
    address: '10.0.0.1',
  });
  expect(build(member).hosts.alpha).not.toHaveProperty('swarm');
  expect(build(reading('alpha'), 'c1').hosts.alpha).not.toHaveProperty('swarm');
});
