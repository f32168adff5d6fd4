import { mergeOnce } from '../../../topology/merge.ts';
import type { Finding } from '../../../topology/model-wires.ts';
import type { ContainerFact, HostReading, MemberFact, NetworkFact } from '../../../topology/snapshot.ts';
import {
  attachmentFact,
  containerFact,
  memberFact,
  nativeId,
  networkFact,
  overlayFact,
  reading,
  swarmFact,
} from '../../../topology/testdata/facts.ts';
import type { LinkFact, StackFact, WireFacts } from '../../facts.ts';
import { linkFact, stackFact, vethFact, wireFacts, wireReading } from '../../testdata/facts.ts';

/**
 * Healthy hosts for tests of findings, wired as Docker and its kernel have them. A test changes what it is about, in place,
 * and then looks.
 */

export interface Wiring {
  /** Containers by the bridge networks and the overlays that they are on. */
  bridges?: Record<string, string[]>;
  overlays?: Record<string, string[]>;
}

export interface Wired {
  id: string;
  reading: HostReading;
  facts: WireFacts;
  host: StackFact;
  /** A container's namespace. */
  sandbox(container: string): StackFact;
  /** An overlay's namespace. */
  inner(overlay: string): StackFact;
  container(name: string): ContainerFact;
  network(name: string): NetworkFact;
}

/** The `at`th host (from 1): its addresses and everything on it are its own. */
export function wiredHost(at: number, { bridges = {}, overlays = {} }: Wiring): Wired {
  const id = `x${at}`;
  const host = stackFact('host', [
    linkFact(1, 'lo', { kind: 'loopback', mtu: 65_536, addresses: ['127.0.0.1/8'] }),
    linkFact(2, 'eth0', { mac: `02:00:00:00:00:0${at}`, addresses: [`10.0.0.${at}/24`] }),
  ]);
  const stacks = [host];
  host.defaultRoutes.push({ gateway: '10.0.0.254', device: 'eth0' });
  const numbers = new Map<StackFact, Map<string, number>>();
  const numberOf = (from: StackFact, to: StackFact): number => {
    const known = numbers.get(from) ?? new Map<string, number>();
    numbers.set(from, known);
    if (!known.has(to.id)) known.set(to.id, known.size);
    from.namespaces = Object.fromEntries([...known].map(([stack, number]) => [number, stack]));
    return known.get(to.id) ?? 0;
  };
  const next = (stack: StackFact) => Math.max(1, ...stack.links.map(({ index }) => index)) + 1;
  const containers = new Map<string, ContainerFact>();
  const sandboxes = new Map<string, StackFact>();
  const place = (name: string): StackFact => {
    const known = sandboxes.get(name);
    if (known) return known;
    const made = stackFact(`sb-${name}`, [
      linkFact(1, 'lo', { kind: 'loopback', mtu: 65_536, addresses: ['127.0.0.1/8'] }),
    ]);
    made.namespaces = {};
    sandboxes.set(name, made);
    stacks.push(made);
    containers.set(name, containerFact(name, { nativeId: nativeId(`${id}${name}`), attachments: [] }));
    return made;
  };
  let count = 1;
  const plug = (name: string, network: string, home: StackFact, bridge: LinkFact, mtu: number) => {
    const sandbox = place(name);
    count += 1;
    const ipv4 = `10.${home === host ? 1 : 2}.${at}.${count}`;
    const mac = `02:42:0a:0${home === host ? 1 : 2}:0${at}:${count.toString(16).padStart(2, '0')}`;
    const [own, other] = [next(sandbox), next(home)];
    const [up, down] = [numberOf(sandbox, home), numberOf(home, sandbox)];
    sandbox.links.push(
      vethFact(own, `eth${sandbox.links.length - 1}`, other, up, { mac, mtu, addresses: [`${ipv4}/24`] }),
    );
    home.links.push(
      vethFact(other, `veth${count}`, own, down, {
        mtu,
        master: bridge.index,
        port: { state: 'forwarding' },
      }),
    );
    containers.get(name)?.attachments.push(attachmentFact(network, { ipv4, mac }));
    return memberFact(nativeId(`${id}${name}`), { name, ipv4, mac });
  };

  const networks: NetworkFact[] = [];
  for (const [name, members] of Object.entries(bridges)) {
    const fact = networkFact(name);
    const device = name === 'bridge' ? 'docker0' : `br-${fact.nativeId.slice(0, 12)}`;
    const bridge = linkFact(next(host), device, {
      kind: 'bridge',
      bridge: { stp: false, vlanFiltering: false },
    });
    host.links.push(bridge);
    networks.push(fact);
    for (const member of members) plug(member, name, host, bridge, 1_500);
  }
  const inner = new Map<string, StackFact>();
  for (const [name, members] of Object.entries(overlays)) {
    const list: MemberFact[] = [];
    const fact = overlayFact(name, { peers: [`10.0.0.${at}`], members: list });
    const bridge = linkFact(2, 'br0', {
      kind: 'bridge',
      mtu: 1_450,
      bridge: { stp: false, vlanFiltering: false },
    });
    const vxlan = linkFact(3, 'vxlan0', {
      ...{ kind: 'vxlan', mtu: 1_450, master: 2, vxlan: { vni: 4_097, port: 4_789 } },
    });
    const stack = stackFact(`ov-${name}`, [linkFact(1, 'lo', { kind: 'loopback' }), bridge, vxlan], {
      handles: [`1-${fact.nativeId.slice(0, 10)}`],
      namespaces: {},
    });
    stacks.push(stack);
    inner.set(name, stack);
    networks.push(fact);
    for (const member of members) list.push(plug(member, name, stack, bridge, 1_450));
  }
  host.namespaces ??= {};
  const facts = wireFacts(stacks);
  const swarm = swarmFact({ clusterId: 'c1', nodeId: id, address: `10.0.0.${at}`, role: 'manager' });
  const base = reading(id, { networks, containers: [...containers.values()], swarm });
  const handles = Object.fromEntries(
    [...containers.values()].map(({ name, nativeId: own }) => [own, `sb-${name}`]),
  );
  return {
    ...{ id, facts, host },
    reading: { ...base, wires: wireReading(facts, handles) },
    sandbox: (name) => must(sandboxes.get(name)),
    inner: (name) => must(inner.get(name)),
    container: (name) => must(containers.get(name)),
    network: (name) => must(networks.find((network) => network.name === name)),
  };
}

/** What gossip brings: every host's members of the overlay, with the host that they are on. */
export function gossip(hosts: readonly Wired[], overlay: string): void {
  for (const near of hosts) {
    near.network(overlay).peers = hosts.map((_, at) => `10.0.0.${at + 1}`);
    for (const [at, far] of hosts.entries()) {
      if (far === near) continue;
      for (const { mac = '', ipv4 = '' } of far.network(overlay).members ?? []) {
        const to = `10.0.0.${at + 1}`;
        near.inner(overlay).forwarding.push({ device: 'vxlan0', mac, to, permanent: true });
        near.inner(overlay).neighbours.push({ device: 'vxlan0', address: ipv4, mac });
      }
    }
  }
}

export function link(stack: StackFact, name: string): LinkFact {
  return must(stack.links.find((one) => one.name === name));
}

export function without(stack: StackFact, ...names: string[]): void {
  stack.links = stack.links.filter(({ name }) => !names.includes(name));
}

/** Everything found on these hosts, at this moment. */
export function findOn(...hosts: readonly Wired[]): Finding[] {
  return Object.values(mergeOnce(hosts.map(({ reading: one }) => one)).findings);
}

export function codesOn(...hosts: readonly Wired[]): string[] {
  return findOn(...hosts).map(({ code }) => code);
}

export function endpointOn({ id }: Wired, container: string, network: string): string {
  return `endpoint:${id}/${nativeId(`${id}${container}`)}/${nativeId(`n-${network}`)}`;
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The scene has no such thing.');
  return value;
}
