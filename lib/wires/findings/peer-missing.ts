import { commandLine } from '../../actions/cli.ts';
import { listed } from '../../actions/wording.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { finding } from './finding.ts';
import { indexForwarding } from './forwarding.ts';
import type { OverlayMember, OverlayPart } from './overlay-part.ts';

/** A command names no more. */
const most = 3;

/**
 * [F5] A host with running members of an overlay that another host with members does not list among its peers, or
 * whose members that host has no way to. `near` is the host that lacks something.
 */
export function missingPeers(near: OverlayPart, far: OverlayPart): Finding[] {
  const here = near.members?.filter(({ running }) => running) ?? [];
  const there = far.members?.filter(({ running }) => running) ?? [];
  if (here.length === 0 || there.length === 0 || !near.wires || near.nodeId === far.nodeId) return [];
  const unknown = missingMembers(near, there);
  const unlisted = isUnlisted(near, far);
  if (unknown.length === 0 && !unlisted) return [];
  const name = near.network.name;
  const parts = [
    ...(unlisted ? [`${far.hostName} (${far.address}) is not among the peers of ${near.hostName}`] : []),
    ...(unknown.length > 0
      ? [
          `${near.hostName} has no way to ${listed(unknown.map((member) => member.name))} on ${far.hostName}: no forwarding entry of ${near.wires.device} leads there`,
        ]
      : []),
  ];
  const words = unknown.flatMap(({ running }) => running ?? []).slice(0, most);
  const restart = commandLine(['docker', 'restart', ...words]);
  const again = unknown.length > 0 ? ` If they do, let ${far.hostName} announce them anew: ${restart}` : '';
  return [
    finding({
      code: 'peer-missing',
      key: `${near.hostId}/${near.network.nativeId}/${far.hostId}`,
      severity: unknown.length > 0 ? 'error' : 'warning',
      hostId: near.hostId,
      about: [near.wires.vxlanId, near.network.id, ...unknown.map(({ id }) => id), far.hostId],
      message: `On ${name}, ${parts.join('; ')}.`,
      remedy: `See that TCP and UDP 7946 (gossip) and UDP 4789 (VXLAN) pass between ${near.address} and ${far.address}.${again}`,
    }),
  ];
}

function missingMembers({ wires }: OverlayPart, there: readonly OverlayMember[]): OverlayMember[] {
  const entries = wires?.forwarding;
  if (!entries) return [];
  const { macs } = indexForwarding(entries);
  return there.filter(({ mac }) => !macs.has(mac));
}

/** By addresses that both engines list themselves by: behind a translation of addresses they may list others. */
function isUnlisted(near: OverlayPart, far: OverlayPart): boolean {
  if (!near.address || !far.address || near.address === far.address) return false;
  if (!near.peers.includes(near.address) || !far.peers.includes(far.address)) return false;
  return !near.peers.includes(far.address);
}
