import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { SwarmFact } from '#lib/topology/snapshot.ts';
import type { EngineInfo } from '../engine-client.ts';
import { flag, listOf, someText, text } from './common.ts';

const infoSchema = z.object({
  ID: someText,
  ServerVersion: text,
  Plugins: z.object({ Network: listOf(z.string()) }).nullish(),
  ClusterStore: someText,
  SecurityOptions: listOf(z.string()),
  Swarm: z
    .object({
      LocalNodeState: text,
      ControlAvailable: flag,
      NodeID: text,
      NodeAddr: text,
      RemoteManagers: listOf(z.object({ NodeID: someText })),
      Cluster: z.object({ ID: someText }).nullish(),
    })
    .nullish(),
});

/** `GET /info` → the little of it that says what a host can do. */
export function readInfo(reply: unknown): EngineInfo {
  const info = infoSchema.parse(reply);
  return defined({
    version: info.ServerVersion,
    engineId: info.ID,
    swarm: swarmFact(info.Swarm),
    clusterStore: info.ClusterStore,
    drivers: [...new Set(info.Plugins?.Network ?? [])].sort(),
    rootless: info.SecurityOptions.some((option) => option.split(',').includes('name=rootless')),
  });
}

function swarmFact(swarm: z.infer<typeof infoSchema>['Swarm']): SwarmFact | undefined {
  // `error` and `locked` are states of a node that is still a member but can't say more.
  if (swarm?.LocalNodeState !== 'active') return undefined;
  return defined({
    clusterId: swarm.Cluster?.ID,
    nodeId: swarm.NodeID,
    role: swarm.ControlAvailable ? ('manager' as const) : ('worker' as const),
    address: swarm.NodeAddr,
    managerNodeIds: swarm.RemoteManagers.flatMap((manager) =>
      manager.NodeID ? [manager.NodeID] : [],
    ).sort(),
  });
}
