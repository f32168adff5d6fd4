import { defined } from '#lib/topology/defined.ts';
import { compareText } from '#lib/topology/order.ts';
import type { OpenVswitchFact, OpenVswitchPort } from '#lib/wires/facts.ts';
import type { OpenVswitchTable } from './columns.ts';
import { countersOf, greKey } from './details.ts';
import { bridgeRow, type InterfaceRow, interfaceRow, type PortRow, portRow, rowsOf } from './rows.ts';

/**
 * What Open vSwitch's tables say, each as `ovs-vsctl --format=json list` prints it or as OVSDB's protocol answers. A bond
 * is told as its interfaces.
 * @throws ZodError if one is no table.
 */
export function openVswitchFact(tables: Record<OpenVswitchTable, unknown>): OpenVswitchFact {
  const ports = new Map(rowsOf(portRow, tables.Port).map((row) => [row._uuid, row]));
  const interfaces = new Map(rowsOf(interfaceRow, tables.Interface).map((row) => [row._uuid, row]));
  const bridges = rowsOf(bridgeRow, tables.Bridge).map((bridge) => ({
    name: bridge.name,
    // The documented meaning of an empty type.
    datapath: bridge.datapath_type || 'system',
    stp: bridge.stp_enable === true || bridge.rstp_enable === true,
    ports: bridge.ports
      .flatMap((id) => portsOf(ports.get(id), interfaces))
      .sort((a, b) => compareText(a.name, b.name)),
  }));
  return { bridges: bridges.sort((a, b) => compareText(a.name, b.name)) };
}

function portsOf(
  port: PortRow | undefined,
  interfaces: ReadonlyMap<string, InterfaceRow>,
): OpenVswitchPort[] {
  return (port?.interfaces ?? []).flatMap((id) => {
    const row = interfaces.get(id);
    return port && row ? [portOf(port, row)] : [];
  });
}

function portOf(port: PortRow, row: InterfaceRow): OpenVswitchPort {
  const { options } = row;
  return defined({
    name: row.name,
    // A device of the kernel has an empty type or, of old, `system`.
    type: row.type || 'system',
    tag: port.tag,
    mtu: row.mtu,
    mac: row.mac_in_use,
    up: row.admin_state === 'up' && row.link_state === 'up',
    remote: options.get('remote_ip'),
    local: options.get('local_ip'),
    key: greKey(options.get('key') ?? options.get('out_key')),
    peer: options.get('peer'),
    stp: spanningTree(port),
    counters: countersOf(row.statistics),
  });
}

/** Of a port whose bridge has no spanning tree (and of the bridge's own port) both columns are empty. */
function spanningTree({ status, rstp_status }: PortRow): OpenVswitchPort['stp'] {
  const state = status.get('stp_state') ?? rstp_status.get('rstp_port_state');
  const role = status.get('stp_role') ?? rstp_status.get('rstp_port_role');
  // RSTP's are written with a capital.
  return state === undefined ? undefined : defined({ state: state.toLowerCase(), role: role?.toLowerCase() });
}
