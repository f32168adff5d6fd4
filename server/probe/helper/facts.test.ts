import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkFact, StackFact, WireFacts } from '#lib/wires/facts.ts';
import { isFailure } from '#server/failure.ts';
import { factsOf } from './facts.ts';

/** What the scripts printed on a lab's hosts with scene `basic`, less some containers; the mark is `MARK`. */
const recorded = (name: string) => readFileSync(new URL(`./testdata/${name}.txt`, import.meta.url), 'utf8');
const parse = (stdout: string, more: { stderr?: string } = {}) =>
  factsOf({ stdout, stderr: '', mark: 'MARK', folder: '/var/run/docker/netns', image: 'busybox', ...more });

const stackWith = ({ stacks }: WireFacts, handle: RegExp) => {
  const stack = stacks.find(({ handles }) => handles.some((name) => handle.test(name)));
  if (!stack) throw new Error(`no stack ${handle}`);
  return stack;
};
const codeOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (isFailure(error)) return error.code;
    throw error;
  }
};

describe.each([
  { name: 'iproute2-6.1.0', address: '10.100.0.1/24', vni: 4097 },
  { name: 'iproute2-6.15.0', address: '10.100.0.2/24', vni: 4097 },
  { name: 'iproute2-7.3.0', address: '10.100.0.3/24', vni: 4097 },
])('what was printed with $name', ({ name, address, vni }) => {
  const facts = parse(recorded(name));
  const host = facts.stacks.find((stack) => stack.host);
  const mesh = facts.stacks.find(({ links }) => links.some((link) => link.vxlan?.vni === vni));

  it('tells the host’s own namespace and devices', () => {
    expect(facts).toMatchObject({ reader: 'iproute2', gaps: [] });
    expect(facts).not.toHaveProperty('openVswitch');
    expect(facts.stacks.filter((stack) => stack.host)).toHaveLength(1);
    expect(host?.handles).toEqual(['default']);
    expect(host?.links.find((link) => link.name === 'eth0')).toMatchObject({
      kind: 'veth',
      up: true,
      state: 'up',
      mtu: 1500,
      addresses: expect.arrayContaining([address]),
      counters: { rxBytes: expect.any(Number), txDropped: expect.any(Number) },
    });
    expect(host?.links.find((link) => link.name === 'lo')).not.toHaveProperty('mac');
    expect(host?.links.find((link) => link.name === 'docker0')).toMatchObject({
      kind: 'bridge',
      bridge: { stp: false, vlanFiltering: false },
    });
  });

  it('tells an overlay’s VXLAN device, and what it knows of other hosts', () => {
    expect(mesh?.links.find((link) => link.name === 'vxlan0')).toEqual(
      expect.objectContaining({ kind: 'vxlan', vxlan: { vni, port: 4789 }, port: { state: 'forwarding' } }),
    );
    // It names itself as what it hangs on.
    expect(mesh?.links.find((link) => link.name === 'vxlan0')).not.toHaveProperty('peerIndex');
    expect(mesh?.forwarding.length).toBeGreaterThan(0);
    for (const entry of mesh?.forwarding ?? []) {
      expect(entry).toMatchObject({ device: 'vxlan0', permanent: true });
      expect(entry.to).toMatch(/^10\.100\.0\.[123]$/);
      expect(`${entry.to}/24`).not.toBe(address);
      expect(mesh?.neighbours.map(({ mac }) => mac)).toContain(entry.mac);
    }
  });

  it('every container’s veth and the other end point at each other, by index and namespace', () => {
    const byId = new Map(facts.stacks.map((stack) => [stack.id, stack]));
    const other = (stack: StackFact, link: LinkFact) => {
      const there = byId.get(stack.namespaces?.[link.peerNamespace ?? -1] ?? '');
      const end = there?.links.find(({ index }) => index === link.peerIndex);
      return there && end ? { there, end } : undefined;
    };
    const containers = facts.stacks.filter(({ handles }) => /^[0-9a-f]{12}$/.test(handles[0] ?? ''));
    const veths = containers.flatMap((stack) =>
      stack.links.filter(({ kind }) => kind === 'veth').map((link) => ({ stack, link })),
    );
    expect(veths.length).toBeGreaterThan(2);
    for (const { stack, link } of veths) {
      const found = other(stack, link);
      expect(found?.there.host || found?.there.handles[0]?.includes('-')).toBe(true);
      expect(found && other(found.there, found.end)).toEqual({ there: stack, end: link });
      expect(found?.end.master).toBeDefined();
      expect(found?.end.port).toEqual({ state: 'forwarding' });
    }
  });

  it('tells containers’ ways out', () => {
    const ways = facts.stacks.flatMap(({ defaultRoutes }) => defaultRoutes);
    expect(ways).toContainEqual({ gateway: expect.stringMatching(/^172\./), device: expect.any(String) });
  });
});

describe('what was printed with busybox alone', () => {
  const printed = parse(recorded('iproute2-6.1.0'));
  const shown = parse(recorded('busybox-1.35.0'));

  it('is what iproute2 prints, but for what sysfs can’t tell', () => {
    const comparable = ({ stacks }: WireFacts) =>
      stacks
        .map(({ namespaces: _, forwarding: __, ...stack }) => ({
          ...stack,
          links: stack.links.map(({ counters: _, peerNamespace: __, vxlan: ___, ...link }) => link),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(comparable(shown)).toEqual(comparable(printed));
    expect(shown.stacks.every(({ namespaces }) => namespaces === undefined)).toBe(true);
  });

  it('says what is missing, and what to do', () => {
    expect(shown.reader).toBe('sysfs');
    expect(shown.gaps).toEqual([
      { code: 'without-iproute2', message: expect.stringContaining('Install iproute2') },
    ]);
  });

  it('counts', () => {
    const eth0 = shown.stacks.find(({ host }) => host)?.links.find(({ name }) => name === 'eth0');
    expect(eth0?.counters?.rxBytes).toBeGreaterThan(1000);
  });
});

describe('what breaks off, or is not as expected', () => {
  const text = recorded('iproute2-7.3.0');

  it('wherever it breaks off, it is told as that', () => {
    const cut = fc.integer({ min: 0, max: text.lastIndexOf('MARK done') });
    fc.assert(
      fc.property(cut, (end) => {
        expect(codeOf(() => parse(text.slice(0, end)))).toBe('probe-broken-off');
      }),
      { numRuns: 60 },
    );
  });

  it('hands on what the tools said', () => {
    expect(() => parse('', { stderr: 'sh: out of memory\n' })).toThrow(
      expect.objectContaining({ details: { engine: 'sh: out of memory' } }),
    );
  });

  it.each([
    ['MARK lacking nsenter\n', 'probe-image', 'has no nsenter'],
    ['MARK no-handles\n', 'probe-no-handles', '/var/run/docker/netns'],
    ['\nMARK no-mount\n', 'probe-no-mount', 'Install iproute2'],
  ])('%j is refused as %s', (stdout, code, words) => {
    expect(codeOf(() => parse(stdout))).toBe(code);
    expect(() => parse(stdout)).toThrow(words);
  });

  const section = (id: string, body: string, end = '0') =>
    `\nMARK stack ${id}\n${body}\n\nMARK read ${id} ${end}\n`;
  const lo = '[{"ifindex":1,"ifname":"lo","mtu":65536,"link_type":"loopback","operstate":"UNKNOWN"}]';
  const whole = (...sections: string[]) =>
    `\nMARK reader iproute2 x\n\nMARK host 4:1\n\nMARK handles\n4:1 default\n4:2 0123456789ab\n4:3 ba9876543210\n${section('4:1', lo)}${sections.join('')}\nMARK done\n`;

  it('a way of reading that broke off is nothing beside the one that followed it', () => {
    const half = text.slice(0, text.indexOf('MARK neighbours'));
    expect(parse(`${half}\n${whole()}`)).toEqual(parse(whole()));
  });

  it('a namespace that went away costs itself only', () => {
    const facts = parse(whole(section('4:2', '', 'gone'), section('4:3', lo)));
    expect(facts.stacks.map(({ id }) => id)).toEqual(['4:1', '4:3']);
    expect(facts.gaps).toEqual([]);
  });

  it('one that is there and can’t be read is told', () => {
    const facts = parse(whole(section('4:2', '', '1'), section('4:3', lo)));
    expect(facts.stacks.map(({ id }) => id)).toEqual(['4:1', '4:3']);
    expect(facts.gaps).toEqual([{ code: 'unread-namespace', message: expect.stringContaining('4:2') }]);
  });

  it('what is no JSON costs its namespace only', () => {
    const facts = parse(whole(section('4:2', '[{"ifindex":1,', '0'), section('4:3', lo)));
    expect(facts.stacks.map(({ id }) => id)).toEqual(['4:1', '4:3']);
    expect(facts.gaps).toHaveLength(1);
  });

  it('a device’s description can’t pass for a section, nor break the others', () => {
    const evil = JSON.stringify('x\nMARK host 4:9\nMARK done\n').replace(/\\n/g, '\u0001');
    const device = `[{"ifindex":1,"ifname":"lo","mtu":65536,"ifalias":${evil}},{"ifindex":2,"ifname":"MARK","mtu":1500}]`;
    const facts = parse(whole(section('4:2', device)));
    expect(facts.gaps).toEqual([]);
    expect(stackWith(facts, /0123456789ab/).links.map(({ name }) => name)).toEqual(['lo', 'MARK']);
    expect(facts.stacks.find(({ host }) => host)?.id).toBe('4:1');
  });

  it('a device that makes no sense is left out', () => {
    const devices =
      '[{},{"ifindex":"x","ifname":"a","mtu":1},{"ifindex":2,"ifname":"b","mtu":9,"linkinfo":7,"flags":null}]';
    const stack = stackWith(parse(whole(section('4:2', devices))), /0123456789ab/);
    expect(stack.links).toEqual([
      { index: 2, name: 'b', kind: 'device', mtu: 9, up: false, state: 'unknown', addresses: [] },
    ]);
  });

  it('names of namespaces that nobody knows are left out; the later list is the whole one', () => {
    const lists = `${lo}\n[]\n[{"nsid":0,"name":"@host"},{"nsid":1},{"nsid":2,"name":"nobody"},{"nsid":-1}]`;
    const later = '\nMARK names 4:2\n[{"nsid":0,"name":"default"},{"nsid":1,"name":"ba9876543210"}]\n';
    const facts = parse(whole(section('4:2', lists), section('4:3', lo), later));
    expect(stackWith(facts, /0123456789ab/).namespaces).toEqual({ 0: '4:1', 1: '4:3' });
  });

  it('those that a list by number leaves out are in the one by name', () => {
    const byNumber = '\nMARK names 4:2\n[{"nsid":0,"name":"default"}]\n';
    const byName = '[{"name":"default","id":0},{"name":"ba9876543210","id":134},{"name":"without"}]\n';
    const facts = parse(whole(section('4:2', lo), section('4:3', lo), byNumber + byName));
    expect(stackWith(facts, /0123456789ab/).namespaces).toEqual({ 0: '4:1', 134: '4:3' });
  });
});

describe('Open vSwitch', () => {
  const around = (tables: string) =>
    `\nMARK reader iproute2 x\n${tables}\nMARK host 4:1\n\nMARK handles\n4:1 default\n\nMARK stack 4:1\n[{"ifindex":1,"ifname":"lo","mtu":65536}]\n\nMARK read 4:1 0\n\nMARK done\n`;

  it('is told as its tables tell', () => {
    const table = (name: string, value: unknown) => `\nMARK openvswitch ${name}\n${JSON.stringify(value)}\n`;
    const bridge = { headings: ['name', 'stp_enable', 'ports'], data: [['br0', true, ['set', []]]] };
    const none = { headings: ['name'], data: [] };
    const tables = table('Bridge', bridge) + table('Port', none) + table('Interface', none);
    expect(parse(around(tables)).openVswitch).toEqual({
      bridges: [{ name: 'br0', datapath: 'system', stp: true, ports: [] }],
    });
  });

  it('that can’t be read leaves the rest as it is', () => {
    const facts = parse(around('\nMARK openvswitch Bridge\n\nMARK openvswitch Port\n'));
    expect(facts).not.toHaveProperty('openVswitch');
    expect(facts.stacks).toHaveLength(1);
    expect(facts.gaps).toEqual([
      { code: 'unread-open-vswitch', message: expect.stringContaining('ovs-vsctl') },
    ]);
  });
});
