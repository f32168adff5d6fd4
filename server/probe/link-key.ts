import type { Counters, WireFacts } from '#lib/wires/facts.ts';

/** What tells one host's links apart: a device of a namespace by its index, a port of Open vSwitch by its name. */
export function deviceKey(stackId: string, index: number): string {
  return `${stackId} ${index}`;
}

export function switchPortKey(name: string): string {
  return `ovs ${name}`;
}

/** Every link that was counted, but the loopbacks. */
export function countedLinks(facts: WireFacts): Map<string, Counters> {
  const counted = new Map<string, Counters>();
  for (const { id, links } of facts.stacks) {
    for (const { index, kind, counters } of links) {
      if (counters && kind !== 'loopback') counted.set(deviceKey(id, index), counters);
    }
  }
  for (const { ports } of facts.openVswitch?.bridges ?? []) {
    for (const { name, counters } of ports) if (counters) counted.set(switchPortKey(name), counters);
  }
  return counted;
}

/** The facts without counters: with them every read would be another one. */
export function withoutCounters(facts: WireFacts): WireFacts {
  const { openVswitch } = facts;
  return {
    ...facts,
    stacks: facts.stacks.map((stack) => ({ ...stack, links: stack.links.map(plain) })),
    ...(openVswitch
      ? {
          openVswitch: {
            bridges: openVswitch.bridges.map((one) => ({ ...one, ports: one.ports.map(plain) })),
          },
        }
      : {}),
  };
}

function plain<T extends { counters?: Counters }>({ counters: _, ...link }: T): Omit<T, 'counters'> {
  return link;
}
