import { smallest } from './order.ts';
import type { HostReading, SwarmFact } from './snapshot.ts';

interface SwarmHost {
  hostId: string;
  swarm: SwarmFact;
}

/**
 * The swarm cluster each host belongs to, by host id. Managers know their cluster's id; a worker is of the
 * cluster whose managers it names. A cluster none of whose managers we read gets an id made from its
 * smallest manager's node id.
 */
export function clustersOf(readings: readonly HostReading[]): Map<string, string> {
  const hosts: SwarmHost[] = [];
  for (const { id, snapshot } of readings)
    if (snapshot?.swarm) hosts.push({ hostId: id, swarm: snapshot.swarm });

  const clusters = new Map<string, string>();
  for (const group of groupsOf(hosts)) {
    const name = nameOf(group);
    for (const { hostId, swarm } of group) clusters.set(hostId, swarm.clusterId || name);
  }
  return clusters;
}

function nameOf(group: readonly SwarmHost[]): string {
  const known = group.flatMap(({ swarm }) => swarm.clusterId || []);
  const managers = group.flatMap(({ swarm }) => managersIn(swarm));
  const anyone = group.map(({ swarm }) => swarm.nodeId);
  return smallest(known) ?? `of-${smallest(managers) ?? smallest(anyone) ?? ''}`;
}

function managersIn(swarm: SwarmFact): string[] {
  return swarm.role === 'manager' ? [...swarm.managerNodeIds, swarm.nodeId] : swarm.managerNodeIds;
}

/** Hosts that share a cluster id or a node id, directly or through others. */
function groupsOf(hosts: readonly SwarmHost[]): SwarmHost[][] {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    return root;
  };
  for (const { swarm } of hosts) {
    const own = rootOf(`node ${swarm.nodeId}`);
    for (const other of tiesOf(swarm)) {
      const from = rootOf(other);
      const to = rootOf(own);
      if (from !== to) parent.set(from, to);
    }
  }
  const groups = Map.groupBy(hosts, ({ swarm }) => rootOf(`node ${swarm.nodeId}`));
  return [...groups.values()];
}

function tiesOf({ clusterId, managerNodeIds }: SwarmFact): string[] {
  const ties = managerNodeIds.map((nodeId) => `node ${nodeId}`);
  return clusterId ? [...ties, `cluster ${clusterId}`] : ties;
}
