import { defined } from '#lib/topology/defined.ts';
import type { LinkFact, PortState } from '#lib/wires/facts.ts';
import type { Attributes } from './attributes.ts';
import { readTunnel } from './tunnel.ts';

/** IFLA_INFO_… */
const info = { kind: 1, data: 2, portKind: 4, portData: 5 } as const;
/** IFLA_BR_… */
const bridge = { stp: 5, vlanFiltering: 7 } as const;
/** IFLA_BRPORT_… */
const port = { state: 1 } as const;
/** IFLA_VXLAN_… */
const vxlan = { id: 1, local: 4, port: 15, local6: 17 } as const;

/** BR_STATE_… of linux/if_bridge.h, in their order. */
const portStates: PortState[] = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'];

type LinkInfo = Pick<LinkFact, 'bridge' | 'port' | 'vxlan' | 'tunnel'> & { kind?: string };

/** What IFLA_LINKINFO tells: the kind, and what only devices of that kind have. Real devices have none. */
export function readLinkInfo(attributes: Attributes): LinkInfo {
  const kind = attributes.text(info.kind) || undefined;
  const data = attributes.nested(info.data);
  const isPort = attributes.text(info.portKind) === 'bridge';
  return defined({
    kind,
    bridge: kind === 'bridge' ? readBridge(data) : undefined,
    vxlan: kind === 'vxlan' ? readVxlan(data) : undefined,
    tunnel: kind === undefined ? undefined : readTunnel(kind, data),
    port: isPort ? readPort(attributes.nested(info.portData)) : undefined,
  });
}

function readBridge(data: Attributes): LinkFact['bridge'] {
  // 1: the kernel's own spanning tree; 2: a program's (BR_USER_STP).
  const stp = data.u32(bridge.stp);
  const vlanFiltering = data.u8(bridge.vlanFiltering);
  return { stp: stp !== undefined && stp !== 0, vlanFiltering: vlanFiltering === 1 };
}

function readPort(data: Attributes): LinkFact['port'] {
  const state = portStates[data.u8(port.state) ?? -1];
  return state && { state };
}

function readVxlan(data: Attributes): LinkFact['vxlan'] {
  const vni = data.u32(vxlan.id);
  if (vni === undefined) return undefined;
  const local = data.address(vxlan.local) ?? data.address(vxlan.local6);
  return { vni, port: data.u16be(vxlan.port) ?? 0, ...defined({ local }) };
}
