import type { Interface } from '../../topology/model-wires.ts';
import { shown } from './finding.ts';
import { type HostView, memberName } from './host-view.ts';

/** What of one host takes part in a mesh of tunnels between bridges, in a form that is compared with the other hosts'. */
export interface MeshPart {
  hostId: string;
  hostName: string;
  /** The host's own addresses, by which the others' tunnels find it. */
  addresses: string[];
  bridges: MeshBridge[];
  /** Bridges that a wire within the host joins: each a pair of ids. A pair may be joined twice. */
  joins: [string, string][];
  tunnels: MeshTunnel[];
  networks: MeshNetwork[];
}

export interface MeshBridge {
  id: string;
  name: string;
  stp: boolean;
  openVswitch: boolean;
}

export interface MeshTunnel {
  id: string;
  name: string;
  bridgeId: string;
  kind: string;
  key?: number;
  local: string;
  remote: string;
}

/** A network whose bridge is joined to the mesh. */
export interface MeshNetwork {
  id: string;
  name: string;
  bridgeId: string;
  subnets: { subnet: string; range: string }[];
  /** Who has which address on it: its endpoints, and the bridge itself. */
  holders: { address: string; id: string; name: string }[];
}

/** Undefined where no bridge is joined to another one. */
export function meshPart(view: HostView): MeshPart | undefined {
  const { host, built } = view;
  const own = Object.values(built.interfaces).filter(({ place }) => place !== 'overlay');
  const byId = new Map(own.map((one) => [one.id, one]));
  const bridges = own.flatMap(({ id, name, kind, bridge }): MeshBridge[] =>
    bridge ? [{ id, name, stp: bridge.stp, openVswitch: kind === 'openvswitch' }] : [],
  );
  const isBridge = new Set(bridges.map(({ id }) => id));
  const tunnels = Object.values(built.tunnels).flatMap(
    ({ id, kind, key, interfaceId, from, to }): MeshTunnel[] => {
      const port = interfaceId === undefined ? undefined : byId.get(interfaceId);
      // What has a tag carries one VLAN; which of the others that meets is not looked at. One VXLAN device forwards to
      // many, but to none what came from one of them.
      if (!port?.masterId || !isBridge.has(port.masterId) || port.port?.tag !== undefined) return [];
      if (port.vxlan || port.state === 'down') return [];
      const rest = { name: port.name, bridgeId: port.masterId, local: from.address, remote: to.address };
      return [{ id, kind, ...(key === undefined ? {} : { key }), ...rest }];
    },
  );
  const joins = joinsOf(own, isBridge, byId);
  if (tunnels.length === 0 && joins.length === 0) return undefined;
  return {
    hostId: host.id,
    hostName: shown(host.name),
    addresses: own.flatMap(({ kind, addresses }) =>
      kind === 'loopback' ? [] : addresses.flatMap((address) => address.split('/')[0] ?? []),
    ),
    bridges,
    joins,
    tunnels,
    networks: view.bridges.flatMap((on): MeshNetwork[] => {
      const bridge = own.find(
        ({ networkId, bridge, place }) => bridge && place === 'host' && networkId === on.network.id,
      );
      if (!bridge) return [];
      const name = shown(on.network.name);
      return [
        {
          ...{ id: on.network.id, name, bridgeId: bridge.id },
          subnets: on.network.ipam.subnets.map(({ subnet, ipRange }) => ({
            subnet,
            range: ipRange ?? subnet,
          })),
          holders: [
            ...bridge.addresses.map((text) => ({
              address: text.split('/')[0] ?? '',
              id: bridge.id,
              name: `${shown(bridge.name)} itself`,
            })),
            ...on.endpoints.flatMap((endpoint) =>
              endpoint.ipv4
                ? [{ address: endpoint.ipv4, id: endpoint.id, name: memberName(view, endpoint) }]
                : [],
            ),
          ],
        },
      ];
    }),
  };
}

/** A bridge that is a port of another one; two ports that are the ends of one wire (patch, veth). */
function joinsOf(
  own: readonly Interface[],
  isBridge: ReadonlySet<string>,
  byId: ReadonlyMap<string, Interface>,
): [string, string][] {
  return own.flatMap(({ id, masterId, peerId, port }): [string, string][] => {
    if (masterId === undefined || !isBridge.has(masterId) || port?.tag !== undefined) return [];
    if (isBridge.has(id)) return [[id, masterId]];
    const peer = peerId === undefined ? undefined : byId.get(peerId);
    // From both ends it is one wire.
    if (!peer?.masterId || !isBridge.has(peer.masterId) || peer.port?.tag !== undefined) return [];
    return id < peer.id ? [[masterId, peer.masterId]] : [];
  });
}
