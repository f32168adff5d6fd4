import fc from 'fast-check';
import { build } from '../../topology/build.ts';
import type { Topology } from '../../topology/model.ts';
import type { AttachmentFact, Snapshot } from '../../topology/snapshot.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  networkFact,
  overlayFact,
  reading,
  swarmFact,
} from '../../topology/testdata/facts.ts';
import type { LinkFact, StackFact, WireReading } from '../facts.ts';
import { linkFact, stackFact, vethFact, wireFacts, wireReading } from './facts.ts';

/**
 * Hosts as kernels make them, whose truth is known: every namespace counts its links and names the others by itself, so
 * that indices and numbers collide everywhere.
 */

/** What is made, one thing after another. */
type Deed =
  | {
      make: 'bridge' | 'overlay';
      container: number;
      network: number;
      inside: boolean;
      renamed: boolean;
      stale: boolean;
    }
  | { make: 'macvlan'; container: number }
  /** By hand: between two containers, within one, from the host to one that was not read. */
  | { make: 'cable'; from: number; to: number }
  | { make: 'loop'; container: number }
  | { make: 'uplink' };

interface Plan {
  containers: number;
  /** Where each namespace begins to count its links, and the others. */
  firstIndex: number;
  firstNumber: number;
  /** Addresses of the overlays' other hosts. */
  remotes: string[];
  deeds: Deed[];
}

export interface World {
  reading: WireReading;
  snapshot: Partial<Snapshot>;
  piece: Topology;
  /** Every pair whose two ends were read, as `pairName` writes it. */
  truth: ReadonlySet<string>;
  /** Those of them that are an endpoint's. */
  declared: ReadonlySet<string>;
}

export function pairName(a: readonly [string, number], b: readonly [string, number]): string {
  return [a.join('#'), b.join('#')].sort().join(' = ');
}

/** A namespace under construction. */
interface Stack {
  id: string;
  links: LinkFact[];
  next: number;
  /** What it calls the others. */
  numbers: Map<string, number>;
}

const networks = [0, 1];
const bridgeName = (network: number) => `${network}-front`;
const overlayName = (network: number) => `${network}-mesh`;
const containerName = (container: number) => `c${container}`;

function worldOf({ containers, firstIndex, firstNumber, remotes, deeds }: Plan): World {
  const stacks = new Map<string, Stack>();
  const stackOf = (id: string): Stack => {
    const known = stacks.get(id);
    if (known) return known;
    const made = { id, links: [], next: firstIndex, numbers: new Map() };
    stacks.set(id, made);
    return made;
  };
  const indexIn = (stack: Stack, wanted?: number): number => {
    const free = wanted !== undefined && stack.links.every(({ index }) => index !== wanted);
    if (free) return wanted;
    while (stack.links.some(({ index }) => index === stack.next)) stack.next++;
    return stack.next++;
  };
  const numberOf = (stack: Stack, other: Stack): number | undefined => {
    if (stack === other) return undefined;
    const known = stack.numbers.get(other.id);
    if (known !== undefined) return known;
    const number = firstNumber + stack.numbers.size;
    stack.numbers.set(other.id, number);
    return number;
  };
  const truth = new Set<string>();
  const declared = new Set<string>();
  const join = (a: Stack, b: Stack, more: [Partial<LinkFact>, Partial<LinkFact>], wanted?: number) => {
    const index = indexIn(a, wanted);
    const there = a === b ? index + 100 : indexIn(b);
    const names = more.map(({ name }, at) => name ?? `v${at}x${there}`);
    a.links.push(vethFact(index, names[0] ?? '', there, numberOf(a, b), more[0]));
    b.links.push(vethFact(there, names[1] ?? '', index, numberOf(b, a), more[1]));
    const name = pairName([a.id, index], [b.id, there]);
    truth.add(name);
    return name;
  };

  const host = stackOf('host');
  host.links.push(linkFact(indexIn(host), 'eth0', { mac: '02:00:00:00:00:01' }));
  for (const network of networks) {
    const name = `br-${nativeId(`n-${bridgeName(network)}`).slice(0, 12)}`;
    host.links.push(linkFact(indexIn(host), name, { kind: 'bridge' }));
    const inner = stackOf(overlayName(network));
    inner.links.push(linkFact(indexIn(inner), 'br0', { kind: 'bridge' }));
    inner.links.push(linkFact(indexIn(inner), 'vxlan0', { kind: 'vxlan', master: firstIndex }));
  }
  const attachments = new Map<number, AttachmentFact[]>();
  const inContainer = (container: number) => stackOf(containerName(container % containers));

  deeds.forEach((deed, at) => {
    if (deed.make === 'uplink') {
      host.links.push(vethFact(indexIn(host), `up${at}`, firstIndex, 90 + at));
      return;
    }
    if (deed.make === 'cable') {
      const [a, b] = [inContainer(deed.from), inContainer(deed.to)];
      if (a !== b) join(a, b, [{}, {}]);
      return;
    }
    const container = deed.container % containers;
    const sandbox = inContainer(container);
    if (deed.make === 'loop') {
      join(sandbox, sandbox, [{}, {}]);
      return;
    }
    if (deed.make === 'macvlan') {
      const number = numberOf(sandbox, host);
      const parent = { kind: 'macvlan', peerIndex: firstIndex, peerNamespace: number } as const;
      sandbox.links.push(linkFact(indexIn(sandbox), `m${at}`, parent as Partial<LinkFact>));
      return;
    }
    const isOverlay = deed.make === 'overlay';
    const name = isOverlay ? overlayName(deed.network) : bridgeName(deed.network);
    const known = attachments.get(container) ?? [];
    if (known.some(({ networkName }) => networkName === name)) return;
    const ipv4 = `10.${(isOverlay ? 20 : 10) + deed.network}.0.${2 + at}`;
    const mac = `02:42:00:00:00:${(16 + at).toString(16)}`;
    attachments.set(container, [
      ...known,
      attachmentFact(name, { ipv4, mac: deed.stale ? '02:42:ff:ff:ff:ff' : mac }),
    ]);
    const home = isOverlay ? stackOf(name) : host;
    const master = home.links.find(({ kind, name: link }) =>
      isOverlay ? kind === 'bridge' : link === `br-${nativeId(`n-${name}`).slice(0, 12)}`,
    );
    const inner = { name: deed.renamed ? `net${at}` : `eth${known.length}`, mac, addresses: [`${ipv4}/24`] };
    // Before 28 the engine makes the pair beside itself, and what is moved keeps its index if that is free.
    const wanted = deed.inside ? undefined : indexIn(host);
    declared.add(join(sandbox, home, [inner, { master: master?.index ?? 0 }], wanted));
  });

  const names = Array.from({ length: containers }, (_, container) => containerName(container));
  for (const name of names) stackOf(name);
  const snapshot = {
    swarm: swarmFact({ clusterId: 'c1' }),
    networks: networks.flatMap((network) => [
      networkFact(bridgeName(network)),
      overlayFact(overlayName(network), { peers: ['10.0.0.1', ...remotes] }),
    ]),
    containers: names.map((name, at) => containerFact(name, { attachments: attachments.get(at) ?? [] })),
  };
  return {
    reading: wireReading(
      wireFacts([...stacks.values()].map((stack) => factOf(stack, remotes))),
      Object.fromEntries(names.map((name) => [nativeId(name), name])),
    ),
    snapshot,
    piece: build(reading('alpha', snapshot), 'c1'),
    truth,
    declared,
  };
}

function factOf({ id, links, numbers }: Stack, remotes: readonly string[]): StackFact {
  const overlay = networks.find((network) => overlayName(network) === id);
  const digits = nativeId(`n-${id}`).slice(0, 10);
  return stackFact(id, links, {
    namespaces: Object.fromEntries([...numbers].map(([other, number]) => [number, other])),
    ...(overlay === undefined ? {} : { handles: [`1-${digits}`], forwarding: remotes.map(entryTo) }),
  });
}

function entryTo(to: string): StackFact['forwarding'][number] {
  return { device: 'vxlan0', mac: `02:42:0a:14:00:${to.slice(-1)}0`, to, permanent: true };
}

const small = fc.nat({ max: 5 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      make: fc.constantFrom('bridge' as const, 'overlay' as const),
      container: small,
      network: fc.constantFrom(...networks),
      inside: fc.boolean(),
      renamed: fc.boolean(),
      stale: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ make: fc.constant('macvlan' as const), container: small }) },
  { weight: 2, arbitrary: fc.record({ make: fc.constant('cable' as const), from: small, to: small }) },
  { weight: 1, arbitrary: fc.record({ make: fc.constant('loop' as const), container: small }) },
  { weight: 1, arbitrary: fc.record({ make: fc.constant('uplink' as const) }) },
);

export const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    containers: fc.integer({ min: 1, max: 6 }),
    firstIndex: fc.integer({ min: 1, max: 4 }),
    firstNumber: fc.nat({ max: 2 }),
    remotes: fc.subarray(['10.0.0.2', '10.0.0.3', '10.0.0.4']),
    deeds: fc.array(deed, { maxLength: 24 }),
  })
  .map(worldOf);
