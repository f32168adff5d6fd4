import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { apply } from '#lib/topology/diff.ts';
import type { HostReading } from '#lib/topology/snapshot.ts';
import type { DiffMessage } from '#lib/wire/messages.ts';
import { createHub } from './hub.ts';
import { container, network } from './testfacts.ts';

const log = pino({ level: 'silent' });
const connecting = (id: string): HostReading => ({
  id,
  name: id,
  url: `unix:///${id}`,
  status: 'connecting',
  lastSeen: null,
});
const live = (id: string, names: string[]): HostReading => ({
  ...connecting(id),
  status: 'live',
  lastSeen: '2026-01-01T00:00:00.000Z',
  snapshot: {
    engine: { flavour: 'docker', version: '1', apiVersion: '1.41' },
    drivers: [],
    rootless: false,
    warnings: [],
    networks: [network('bridge')],
    containers: names.map((name) => container(name)),
  },
});
/** A host whose one container is on a network, and has no link for it. */
const cut = (id: string): HostReading => {
  const reading = live(id, []);
  const web = container('web', {
    attachments: [
      {
        networkName: 'bridge',
        networkNativeId: network('bridge').nativeId,
        endpointId: 'e',
        mac: '02:00:00:00:00:01',
      },
    ],
  });
  const lo = {
    index: 1,
    name: 'lo',
    kind: 'loopback',
    mtu: 65_536,
    up: true,
    state: 'unknown',
    addresses: [],
  };
  const rest = { host: false, defaultRoutes: [], forwarding: [], neighbours: [] };
  return {
    ...reading,
    ...(reading.snapshot ? { snapshot: { ...reading.snapshot, containers: [web] } } : {}),
    wires: {
      facts: {
        reader: 'netlink',
        stacks: [{ id: '1', handles: ['of-web'], links: [lo], ...rest }],
        gaps: [],
      },
      handles: { [web.nativeId]: 'of-web' },
      status: { state: 'live', way: 'local' },
    },
  };
};
const turn = () => new Promise(setImmediate);

describe('the hub', () => {
  it('has the hosts from the start', () => {
    const hub = createHub({ readings: [connecting('a'), connecting('b')], log });
    expect(Object.keys(hub.current().topology.hosts)).toEqual(['a', 'b']);
    expect(hub.current().epoch).not.toBe(createHub({ readings: [], log }).current().epoch);
  });

  it('several readings of one turn are one diff, and diffs lead from version to version', async () => {
    const hub = createHub({ readings: [connecting('a'), connecting('b')], log });
    const start = hub.current();
    const messages: DiffMessage[] = [];
    hub.subscribe((message) => messages.push(message));
    hub.put(live('a', ['x']));
    hub.put(live('b', ['y']));
    hub.put(live('a', ['x', 'z']));
    expect(messages).toEqual([]);
    await turn();
    expect(messages).toHaveLength(1);
    hub.put(live('b', []));
    await turn();
    expect(messages.map(({ base, version }) => [base, version])).toEqual([
      [start.version, start.version + 1],
      [start.version + 1, start.version + 2],
    ]);
    const followed = messages.reduce((topology, { changes }) => apply(topology, changes), start.topology);
    expect(followed).toEqual(hub.current().topology);
    expect(new Set(messages.map(({ epoch }) => epoch))).toEqual(new Set([start.epoch]));
  });

  it('says nothing when nothing has changed', async () => {
    const hub = createHub({ readings: [connecting('a')], log });
    hub.put(live('a', ['x']));
    await turn();
    const before = hub.current();
    hub.subscribe(() => expect.unreachable());
    hub.put(live('a', ['x']));
    await turn();
    expect(hub.current()).toBe(before);
  });

  it('forgets a host with all that is on it', async () => {
    const hub = createHub({ readings: [live('a', ['x']), live('b', ['y'])], log });
    expect(hub.readings().map(({ id }) => id)).toEqual(['a', 'b']);
    const messages: DiffMessage[] = [];
    hub.subscribe((message) => messages.push(message));
    hub.remove('a');
    hub.remove('never there');
    await turn();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.changes).toMatchObject({
      hosts: { remove: ['a'] },
      containers: { remove: ['container:a/x'] },
    });
    expect(hub.readings().map(({ id }) => id)).toEqual(['b']);
  });

  it('keeps what was read of a host’s links with every later reading, until the host is gone', async () => {
    const wires = { handles: { x: '0f3c' }, status: { state: 'live', way: 'local' } } as const;
    const hub = createHub({ readings: [live('a', ['x'])], log });
    const shown = () => hub.current().topology.hosts.a?.wires;
    expect(shown()).toBeUndefined();
    hub.putWires('a', wires);
    hub.putWires('never there', wires);
    await turn();
    expect(shown()).toEqual({ state: 'live', way: 'local' });
    hub.put({ ...live('a', []), status: 'stale' });
    await turn();
    expect(shown()).toEqual({ state: 'live', way: 'local' });
    expect(hub.readings().map((reading) => [reading.id, reading.wires])).toEqual([['a', wires]]);
    hub.remove('a');
    hub.putWires('a', wires);
    hub.put(live('a', []));
    hub.flush();
    expect(shown()).toBeUndefined();
  });

  it('shows a finding when a read that began a moment after it was first seen bears it out', async () => {
    let time = 10_000;
    const hub = createHub({ readings: [cut('a')], log, now: () => time });
    const shown = () => Object.values(hub.current().topology.findings).map(({ code }) => code);
    const messages: DiffMessage[] = [];
    hub.subscribe((message) => messages.push(message));
    hub.wiresRead('a', 10_000);
    await turn();
    expect(shown()).toEqual([]);
    time = 12_000;
    hub.wiresRead('a', 11_400);
    hub.wiresRead('never there', 99_000);
    await turn();
    expect(shown()).toEqual([]);
    hub.wiresRead('a', 11_500);
    await turn();
    expect(shown()).toEqual(['endpoint-without-veth']);
    expect(messages).toHaveLength(1);
    const { topology } = hub.current();
    hub.wiresRead('a', 12_000);
    hub.flush();
    expect(hub.current().topology).toBe(topology);
    hub.put(live('a', []));
    await turn();
    expect(shown()).toEqual([]);
  });

  it('tells hosts that reach one daemon of each other, as long as both are there', () => {
    const hub = createHub({ readings: [live('a', []), live('b', [])], log });
    const codes = (id: string) => hub.current().topology.hosts[id]?.warnings.map(({ code }) => code);
    expect([codes('a'), codes('b')]).toEqual([['same-daemon'], ['same-daemon']]);
    hub.put({ ...live('b', []), status: 'stale' });
    hub.flush();
    expect([codes('a'), codes('b')]).toEqual([[], []]);
  });

  it('publishes at once when told to', () => {
    const hub = createHub({ readings: [connecting('a')], log });
    const versions: number[] = [];
    const stop = hub.subscribe(({ version }) => versions.push(version));
    hub.put(live('a', ['x']));
    hub.flush();
    expect(versions).toHaveLength(1);
    stop();
    hub.put(live('a', []));
    hub.flush();
    expect(versions).toHaveLength(1);
  });

  it('one subscriber that fails does not cost the others their message', () => {
    const hub = createHub({ readings: [connecting('a')], log });
    const seen: number[] = [];
    hub.subscribe(() => {
      throw new Error('no');
    });
    hub.subscribe(({ version }) => seen.push(version));
    hub.put(live('a', ['x']));
    hub.flush();
    expect(seen).toHaveLength(1);
  });
});
