import { defined } from './defined.ts';
import type { Host } from './model.ts';
import type { HostReading } from './snapshot.ts';

/** The host itself. What only a snapshot tells is empty until there is one. */
export function buildHost(reading: HostReading, clusterId: string | undefined): Host {
  const { snapshot } = reading;
  return defined({
    id: reading.id,
    name: reading.name,
    url: reading.url,
    origin: reading.origin,
    source: reading.source,
    tls: reading.tls,
    ssh: reading.ssh,
    probe: reading.probe,
    status: reading.status,
    reason: reading.reason,
    lastSeen: reading.lastSeen,
    engine: snapshot?.engine,
    swarm: swarmOf(reading, clusterId),
    clusterStore: snapshot?.clusterStore || undefined,
    drivers: snapshot?.drivers ?? [],
    rootless: snapshot?.rootless ?? false,
    wires: reading.wires?.status,
    warnings: [...(reading.warnings ?? []), ...(snapshot?.warnings ?? [])],
  });
}

function swarmOf({ snapshot }: HostReading, clusterId: string | undefined): Host['swarm'] {
  const swarm = snapshot?.swarm;
  if (!swarm || !clusterId) return undefined;
  return { clusterId, nodeId: swarm.nodeId, role: swarm.role, address: swarm.address };
}
