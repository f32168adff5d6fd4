import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openVswitchFact } from './open-vswitch.ts';
import recorded from './testdata/open-vswitch-3.1.json' with { type: 'json' };

const [Bridge, Port, Interface] = recorded.transact;
const fact = openVswitchFact({ Bridge, Port, Interface });
const none = { rxErrors: 0, rxDropped: 0, txErrors: 0, txDropped: 0 };

it('tells bridges, their ports, tunnels and spanning tree', () => {
  expect(
    fact.bridges.map(({ ports, ...bridge }) => ({ ...bridge, ports: ports.map(({ name }) => name) })),
  ).toEqual([
    { name: 'br0', datapath: 'netdev', stp: true, ports: ['br0', 'gre1', 'p0', 'vx1'] },
    { name: 'br1', datapath: 'netdev', stp: true, ports: ['br1', 'p1'] },
  ]);
  const ports = Object.fromEntries(
    fact.bridges.flatMap(({ ports }) => ports.map((port) => [port.name, port])),
  );
  expect(ports.gre1).toEqual({
    name: 'gre1',
    type: 'gre',
    up: true,
    mac: expect.stringMatching(/^(..:){5}..$/),
    remote: '10.99.0.2',
    key: 77,
    stp: { state: expect.any(String), role: 'designated' },
    counters: {
      ...none,
      rxBytes: expect.any(Number),
      rxPackets: expect.any(Number),
      txBytes: expect.any(Number),
      txPackets: expect.any(Number),
    },
  });
  expect(ports.vx1, 'a key that each flow sets').not.toHaveProperty('key');
  expect(ports.p1).toMatchObject({ type: 'patch', peer: 'p0', tag: 12, stp: { role: 'designated' } });
  expect(ports.br0).toMatchObject({ type: 'internal', mtu: 1462, up: true });
  expect(ports.br1, 'not set up').toMatchObject({ up: false });
});

it('tells the same from what ovs-vsctl prints', () => {
  expect(withoutCounters(openVswitchFact(recorded.list))).toEqual(withoutCounters(fact));
});

it('reads a set of one with or without its brackets, and a type that is not given as the kernel’s', () => {
  const { bridges } = openVswitchFact({
    Bridge: { rows: [{ name: 'b', datapath_type: '', stp_enable: false, ports: ['set', [['uuid', 'P']]] }] },
    Port: { rows: [{ _uuid: ['uuid', 'P'], name: 'p', interfaces: ['uuid', 'I'], tag: ['set', [7]] }] },
    Interface: { rows: [{ _uuid: ['uuid', 'I'], name: 'p', type: '', link_state: ['set', []] }] },
  });
  expect(bridges).toEqual([
    { name: 'b', datapath: 'system', stp: false, ports: [{ name: 'p', type: 'system', tag: 7, up: false }] },
  ]);
});

it('an odd row costs itself; what is no table is refused', () => {
  const odd = { Bridge: { rows: [...(Bridge?.rows ?? []), { name: 5 }, null] }, Port, Interface };
  expect(openVswitchFact(odd)).toEqual(fact);
  expect(() => openVswitchFact({ Bridge: { error: 'no such column' }, Port, Interface })).toThrow(z.ZodError);
});

it('whatever the rows hold, it is a fact or refused', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.dictionary(
          fc.constantFrom('name', 'ports', 'interfaces', 'options', 'type', '_uuid', 'tag'),
          fc.jsonValue(),
        ),
      ),
      (rows) => {
        const { bridges } = openVswitchFact({ Bridge: { rows }, Port: { rows }, Interface: { rows } });
        for (const { name, ports } of bridges)
          expect([typeof name, Array.isArray(ports)]).toEqual(['string', true]);
      },
    ),
  );
});

/** The two were recorded one after the other. */
function withoutCounters(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'counters' ? undefined : inner)));
}
