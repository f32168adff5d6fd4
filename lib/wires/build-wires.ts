import type { Host, Topology } from '../topology/model.ts';
import { buildEndpointWires } from './build-endpoint-wires.ts';
import { buildInterfaces } from './build-interfaces.ts';
import { buildTunnels } from './build-tunnels.ts';
import type { WireReading } from './facts.ts';
import { listLinks } from './listed-links.ts';
import { wiresOf } from './wires-of.ts';

/** What a host's links add to its piece of topology; `endpoints` replace those of the same id. */
export type WiredParts = Pick<Topology, 'endpoints' | 'interfaces' | 'tunnels'>;

/** Undefined before anything was read of them. */
export function buildWires(
  host: Host,
  reading: WireReading | undefined,
  piece: Topology,
): WiredParts | undefined {
  const wires = wiresOf(reading, piece);
  if (!wires) return undefined;
  const listed = listLinks(host.id, wires, Object.values(piece.networks));
  return {
    endpoints: buildEndpointWires(listed, piece),
    interfaces: buildInterfaces(listed),
    tunnels: buildTunnels(host, listed),
  };
}
