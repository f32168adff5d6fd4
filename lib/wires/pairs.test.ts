import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../topology/testdata/arbitrary.ts';
import type { StackFact, WireFacts } from './facts.ts';
import { numberedPairs, numberedPeer, type PairIndex } from './pairs.ts';
import { indexStacks } from './stacks.ts';
import { linkFact, stackFact, vethFact, wireFacts } from './testdata/facts.ts';
import { arbitraryWorld, pairName, type World } from './testdata/world.ts';
import { wiresOf } from './wires-of.ts';

const namesOf = (pairs: PairIndex) =>
  [
    ...new Set([...pairs].map(([a, b]) => pairName([a.stack.id, a.link.index], [b.stack.id, b.link.index]))),
  ].sort();

const pairsOf = (facts: WireFacts) => namesOf(numberedPairs(indexStacks(facts)));

/** What the files of sysfs tell: no namespace has a number, and a macvlan looks like a veth. */
function withoutNumbers({ reading }: World): WireFacts {
  const stacks = (reading.facts?.stacks ?? []).map(({ namespaces: _, links, ...stack }) => ({
    ...stack,
    links: links.map(({ peerNamespace: _, kind, ...link }) => ({
      ...link,
      kind: kind === 'macvlan' ? 'veth' : kind,
    })),
  }));
  return wireFacts(stacks, { reader: 'sysfs' });
}

const within = (found: readonly string[], truth: ReadonlySet<string>) =>
  found.filter((name) => !truth.has(name));

const manyRuns = { ...runs, numRuns: 2000 };

describe('pairs by the numbers of namespaces', () => {
  it('[P1] are all that there are, and no other, whatever collides', () => {
    fc.assert(
      fc.property(arbitraryWorld, ({ reading, truth }) => {
        expect(reading.facts && pairsOf(reading.facts)).toEqual([...truth].sort());
      }),
      manyRuns,
    );
  });

  it('[P3] are never wrong where links, numbers, or whole namespaces were not read', () => {
    const holes = fc.array(fc.tuple(fc.nat(), fc.constantFrom('stack', 'numbers', 'links', 'peers')), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(arbitraryWorld, holes, ({ reading, truth }, damages) => {
        let stacks = structuredClone(reading.facts?.stacks ?? []);
        for (const [at, damage] of damages) {
          const hit = at % Math.max(1, stacks.length);
          stacks = stacks.flatMap((stack, place) => (place === hit ? holed(stack, damage, at) : stack));
        }
        expect(within(pairsOf(wireFacts(stacks)), truth)).toEqual([]);
      }),
      manyRuns,
    );
  });

  it('[P3] are never wrong where one namespace was read wrong', () => {
    const lies = fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 12 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), lies, ({ reading, truth }, at, numbers) => {
        const stacks = structuredClone(reading.facts?.stacks ?? []);
        const liar = stacks[at % stacks.length];
        for (const [number, other] of numbers) {
          const id = stacks[other % stacks.length]?.id;
          if (liar?.namespaces && id) liar.namespaces[number] = id;
        }
        expect(within(pairsOf(wireFacts(stacks)), truth)).toEqual([]);
      }),
      manyRuns,
    );
  });

  it('[P3] are none in a namespace that is there twice', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), fc.nat(), ({ reading, truth }, from, to) => {
        const stacks = structuredClone(reading.facts?.stacks ?? []);
        const [first, second] = [stacks[from % stacks.length], stacks[to % stacks.length]];
        if (!first || !second) return;
        const copied = pairsOf(wireFacts([...stacks, { ...structuredClone(first), id: second.id }]));
        expect(within(copied, truth)).toEqual([]);
        expect(copied.filter((name) => name.includes(`${second.id}#`))).toEqual([]);
      }),
      manyRuns,
    );
  });

  it('[P1] take two ends of one namespace for a pair where no number is given', () => {
    const stacks = [stackFact('host', [vethFact(3, 'a', 4), vethFact(4, 'b', 3)], { namespaces: {} })];
    expect(pairsOf(wireFacts(stacks))).toEqual(['host#3 = host#4']);
  });

  it('[P1] do not take a macvlan and its parent for one, nor a device that leads to itself', () => {
    const stacks = [
      stackFact('host', [vethFact(2, 'eth0', 7, 0), vethFact(9, 'odd', 9)], { namespaces: { 0: 'c' } }),
      stackFact('c', [linkFact(7, 'eth0', { kind: 'macvlan', peerIndex: 2, peerNamespace: 0 })], {
        namespaces: { 0: 'host' },
      }),
    ];
    expect(pairsOf(wireFacts(stacks))).toEqual([]);
  });

  it.each([
    ['elsewhere', vethFact(5, 'v', 2, 3)],
    ['elsewhere', { ...vethFact(5, 'v', 2, 0), peerIndex: undefined }],
    ['missing', vethFact(5, 'v', 8, 0)],
    ['not-mutual', vethFact(5, 'v', 2, 0)],
    ['not-mutual', vethFact(5, 'v', 1, 0)],
  ])('[P4] say why there is none: %s (%#)', (reason, { peerIndex, ...link }) => {
    const veth = peerIndex === undefined ? link : { ...link, peerIndex };
    const other = stackFact('c', [linkFact(1, 'eth1'), vethFact(2, 'eth0', 6, 0)], {
      namespaces: { 0: 'host' },
    });
    const stacks = indexStacks(wireFacts([stackFact('host', [veth], { namespaces: { 0: 'c' } }), other]));
    const [place] = stacks.places;
    expect(place && numberedPeer(stacks, place)).toEqual({ reason });
  });
});

describe('pairs by what Docker declares', () => {
  it('[P2] are exactly the endpoints’, whatever collides', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const wires = wiresOf({ ...world.reading, facts: withoutNumbers(world) }, world.piece);
        expect(wires && namesOf(wires.pairs)).toEqual([...world.declared].sort());
      }),
      manyRuns,
    );
  });

  it('[P2] are never wrong where something was not read', () => {
    const holes = fc.array(fc.tuple(fc.nat(), fc.constantFrom('stack', 'links', 'peers')), { maxLength: 6 });
    fc.assert(
      fc.property(arbitraryWorld, holes, (world, damages) => {
        let { stacks } = withoutNumbers(world);
        for (const [at, damage] of damages) {
          const hit = at % Math.max(1, stacks.length);
          stacks = stacks.flatMap((stack, place) => (place === hit ? holed(stack, damage, at) : stack));
        }
        const wires = wiresOf({ ...world.reading, facts: wireFacts(stacks) }, world.piece);
        expect(within(wires ? namesOf(wires.pairs) : [], world.truth)).toEqual([]);
      }),
      manyRuns,
    );
  });
});

function holed(stack: StackFact, damage: string, at: number): StackFact[] {
  const { namespaces, ...rest } = stack;
  if (damage === 'stack') return [];
  if (damage === 'numbers') return [rest];
  const links =
    damage === 'links'
      ? stack.links.filter((_, place) => (place + at) % 3 > 0)
      : stack.links.map(({ peerIndex, ...link }, place) =>
          (place + at) % 3 === 0 || peerIndex === undefined ? link : { ...link, peerIndex },
        );
  return [{ ...rest, ...(namespaces ? { namespaces } : {}), links }];
}
