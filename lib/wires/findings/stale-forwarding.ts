import type { Finding } from '../../topology/model-wires.ts';
import { finding, shown } from './finding.ts';
import { indexForwarding, neighboursByMac } from './forwarding.ts';
import type { OverlayMember, OverlayPart, OverlayWires } from './overlay-part.ts';
import { insideOverlay } from './remedies.ts';

/** Who has a MAC address on an overlay, on whichever host. */
export type FindMember = (mac: string) => { part: OverlayPart; member: OverlayMember } | undefined;

/**
 * [F6] What a host forwards to another one that has no such member: its VXLAN device's forwarding entries, and
 * neighbours that give a member's MAC to an address that it does not have.
 */
export function staleForwarding(near: OverlayPart, far: OverlayPart, find: FindMember): Finding[] {
  const { wires } = near;
  // What is asked of hosts in pairs must be known of both; without members it is unknown who is there.
  if (!wires?.forwarding || !far.members || near.nodeId === far.nodeId) return [];
  const members = new Map(far.members.map((member) => [member.mac, member]));
  const { lasting } = indexForwarding(wires.forwarding);
  const neighbours = neighboursByMac(wires.neighbours);
  const entries = far.addresses.flatMap((address) => lasting.get(address) ?? []);
  const stale = entries.filter(({ mac }) => isOneDevice(mac) && !members.has(mac.toLowerCase()));
  const known = entries.flatMap(({ mac }) => members.get(mac.toLowerCase()) ?? []);
  return [
    ...stale.map((entry) => staleEntry(near, far, wires, entry, find(entry.mac.toLowerCase()))),
    ...known.flatMap((member) =>
      (neighbours.get(member.mac) ?? [])
        .filter(({ address }) => member.addresses.length > 0 && !member.addresses.includes(address))
        .map((neighbour) => staleNeighbour(near, far, wires, neighbour, member)),
    ),
  ];
}

/** Neither all (zeros: where what is unknown goes) nor a group (the lowest bit of the first byte). */
function isOneDevice(mac: string): boolean {
  return mac !== '00:00:00:00:00:00' && Number.parseInt(mac.slice(0, 2), 16) % 2 === 0;
}

function staleEntry(
  near: OverlayPart,
  far: OverlayPart,
  wires: OverlayWires,
  { mac, to }: { mac: string; to: string },
  holder: ReturnType<FindMember>,
): Finding {
  const command = insideOverlay(wires, ['bridge', 'fdb', 'del', mac, 'dev', wires.device, 'dst', to]);
  const wrong = holder
    ? `${holder.member.name} has that address, on ${holder.part.hostName}: what is sent to it gets lost.`
    : 'nothing there has that address.';
  return finding({
    code: 'stale-forwarding',
    key: `${near.hostId}/${near.network.nativeId}/${mac}/${to}`,
    severity: holder ? 'error' : 'warning',
    hostId: near.hostId,
    about: [wires.vxlanId, near.network.id, ...(holder ? [holder.member.id] : []), far.hostId],
    message: `On ${near.network.name}, ${near.hostName} forwards ${shown(mac)} to ${far.hostName} (${shown(to)}), but ${wrong}`,
    remedy: `Remove the entry on ${near.hostName}: ${command}`,
  });
}

function staleNeighbour(
  near: OverlayPart,
  far: OverlayPart,
  wires: OverlayWires,
  { address, mac }: { address: string; mac: string },
  member: OverlayMember,
): Finding {
  const command = insideOverlay(wires, ['ip', 'neigh', 'del', address, 'dev', wires.device]);
  return finding({
    code: 'stale-forwarding',
    key: `${near.hostId}/${near.network.nativeId}/${address}`,
    severity: 'warning',
    hostId: near.hostId,
    about: [wires.vxlanId, near.network.id, member.id, far.hostId],
    message: `On ${near.network.name}, ${near.hostName} takes ${member.name} (${shown(mac)}) on ${far.hostName} for ${shown(address)}, but its address is ${member.addresses.join(', ')}.`,
    remedy: `Remove the entry on ${near.hostName}: ${command}`,
  });
}
