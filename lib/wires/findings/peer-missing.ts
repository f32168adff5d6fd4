import { commandLine } from '../../actions/cli.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { finding } from './finding.ts';
import { indexForwarding } from './forwarding.ts';
import type { OverlayMember, OverlayPart, OverlayWires } from './overlay-part.ts';

/**
 * [F5] A host with running members of an overlay that another host with members does not list among its peers, or to
 * one of whose members that host has no way. `near` is the host that lacks something.
 */
export function missingPeers(near: OverlayPart, far: OverlayPart): Finding[] {
  const here = near.members?.filter(({ running }) => running) ?? [];
  const there = far.members?.filter(({ running }) => running) ?? [];
  const { wires } = near;
  if (here.length === 0 || there.length === 0 || !wires || near.nodeId === far.nodeId) return [];
  return [
    ...(isUnlisted(near, far) ? [unlisted(near, far, wires)] : []),
    // Each by itself: with many that come and go, another one is new to this host at any moment.
    ...missingMembers(wires, there).map((member) => unreachable(near, far, wires, member)),
  ];
}

function missingMembers({ forwarding }: OverlayWires, there: readonly OverlayMember[]): OverlayMember[] {
  if (!forwarding) return [];
  const { macs } = indexForwarding(forwarding);
  return there.filter(({ mac }) => !macs.has(mac));
}

/** By addresses that both engines list themselves by: behind a translation of addresses they may list others. */
function isUnlisted(near: OverlayPart, far: OverlayPart): boolean {
  if (!near.address || !far.address || near.address === far.address) return false;
  if (!near.peers.includes(near.address) || !far.peers.includes(far.address)) return false;
  return !near.peers.includes(far.address);
}

function unlisted(near: OverlayPart, far: OverlayPart, wires: OverlayWires): Finding {
  return finding({
    code: 'peer-missing',
    key: `${near.hostId}/${near.network.nativeId}/${far.hostId}`,
    severity: 'warning',
    hostId: near.hostId,
    about: [wires.vxlanId, near.network.id, far.hostId],
    message: `On ${near.network.name}, ${far.hostName} (${far.address}) is not among the peers of ${near.hostName}: they do not hear of each other’s containers.`,
    remedy: `See that ${portsPass(near, far)}.`,
  });
}

function unreachable(
  near: OverlayPart,
  far: OverlayPart,
  wires: OverlayWires,
  member: OverlayMember,
): Finding {
  const { id, name, mac, running = '' } = member;
  return finding({
    code: 'peer-missing',
    key: `${near.hostId}/${id}`,
    severity: 'error',
    hostId: near.hostId,
    about: [wires.vxlanId, near.network.id, id, far.hostId],
    message: `On ${near.network.name}, ${near.hostName} has no way to ${name} on ${far.hostName}: no forwarding entry of ${wires.device} leads to ${mac}.`,
    remedy: `See that ${portsPass(near, far)}. If they do, let ${far.hostName} announce it anew: ${commandLine(['docker', 'restart', running])}`,
  });
}

function portsPass(near: OverlayPart, far: OverlayPart): string {
  return `TCP and UDP 7946 (gossip) and UDP 4789 (VXLAN) pass between ${near.address} and ${far.address}`;
}
