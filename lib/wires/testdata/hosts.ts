import { mergeOnce } from '../../topology/merge.ts';
import type { Endpoint, Topology } from '../../topology/model.ts';
import type { HostReading, Snapshot } from '../../topology/snapshot.ts';
import { nativeId, reading } from '../../topology/testdata/facts.ts';
import type { StackFact, WireFacts, WireReading } from '../facts.ts';
import { wireFacts, wireReading } from './facts.ts';

/** A host's reading: what its engine tells, its namespaces, and in which each container (by name) lives. */
export function wiredReading(
  id: string,
  snapshot: Partial<Snapshot>,
  stacks: StackFact[],
  more: { handles?: Record<string, string>; facts?: Partial<WireFacts>; wires?: Partial<WireReading> } = {},
): HostReading {
  const handles = Object.entries(more.handles ?? {}).map(([name, handle]) => [nativeId(name), handle]);
  return {
    ...reading(id, snapshot),
    wires: wireReading(wireFacts(stacks, more.facts), Object.fromEntries(handles), more.wires),
  };
}

export function topologyOf(...readings: Parameters<typeof wiredReading>[]): Topology {
  return mergeOnce(readings.map((parts) => wiredReading(...parts)));
}

/** The endpoint of a container of the host alpha on a network. */
export function endpointOf(topology: Topology, container: string, network: string): Endpoint | undefined {
  return topology.endpoints[`endpoint:alpha/${nativeId(container)}/${nativeId(`n-${network}`)}`];
}
