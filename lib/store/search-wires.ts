import { entityOf } from '../topology/entity-of.ts';
import type { Topology } from '../topology/model.ts';
import type { Finding, Interface, Tunnel } from '../topology/model-wires.ts';
import { type Entry, fields, hostNames } from './search-entry.ts';

/** What can be searched for of the wires: interfaces by name, address and MAC, tunnels by their ends, findings by their words. */
export function wireEntries(topology: Topology): Entry[] {
  return [
    ...Object.values(topology.interfaces).map((each) => ofInterface(topology, each)),
    ...Object.values(topology.tunnels).map((each) => ofTunnel(topology, each)),
    ...Object.values(topology.findings).map((each) => ofFinding(topology, each)),
  ];
}

function ofInterface(topology: Topology, link: Interface): Entry {
  const host = hostNames(topology, [link.hostId]);
  const network = networkName(topology, link.networkId);
  const inside = link.place === 'overlay' ? network : undefined;
  return {
    selection: { kind: 'interface', id: link.id },
    title: link.name,
    detail: ['interface', link.kind, inside, host].filter(Boolean).join(' · '),
    fields: [
      ...fields('text', link.name, link.kind),
      // Without the prefix length too: a whole address is a whole hit.
      ...fields('address', ...link.addresses.flatMap((each) => [each, each.replace(/\/\d+$/, '')]), link.mac),
      ...fields('context', host, network),
    ],
    parts: [],
    parents: [],
    order: 6,
  };
}

function ofTunnel(topology: Topology, { id, kind, networkId, from, to, key }: Tunnel): Entry {
  const ends = [from, to].map(({ hostId, address }) =>
    hostId === undefined ? address : hostNames(topology, [hostId]),
  );
  const network = networkName(topology, networkId);
  return {
    selection: { kind: 'tunnel', id },
    title: ends.join(' → '),
    detail: ['tunnel', kind, network].filter(Boolean).join(' · '),
    fields: [
      ...fields('text', 'tunnel', kind),
      ...fields('address', from.address, to.address, key === undefined ? undefined : `${key}`),
      ...fields('context', network, ...ends),
    ],
    parts: [],
    parents: [],
    order: 7,
  };
}

function ofFinding(topology: Topology, { id, code, severity, hostId, message, about }: Finding): Entry {
  const host = hostNames(topology, [hostId]);
  return {
    selection: { kind: 'finding', id },
    title: message,
    detail: `${severity} · ${host}`,
    fields: [...fields('text', 'finding', code, severity, message), ...fields('context', host)],
    // What it concerns is lit with it.
    parts: about,
    parents: [],
    order: 8,
  };
}

function networkName(topology: Topology, id: string | undefined): string | undefined {
  return id === undefined ? undefined : entityOf(topology.networks, id)?.name;
}
