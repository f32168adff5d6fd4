import { entityOf } from './entity-of.ts';
import type { Collection, Topology } from './model.ts';

/** References to what is not there. */
export function referenceFaults(topology: Topology): string[] {
  const faults: string[] = [];
  const check = (from: string, what: string, collection: Collection, id: string | undefined) => {
    if (id === undefined || entityOf<unknown>(topology[collection], id) !== undefined) return;
    faults.push(`${from} names the ${what} ${id}, which does not exist.`);
  };
  for (const { id, hostIds, peers } of Object.values(topology.networks)) {
    for (const hostId of hostIds) check(id, 'host', 'hosts', hostId);
    for (const { hostId } of peers) check(id, 'peer host', 'hosts', hostId);
  }
  for (const { id, hostId, ownerId } of Object.values(topology.sandboxes)) {
    check(id, 'host', 'hosts', hostId);
    check(id, 'owner', 'containers', ownerId);
  }
  for (const { id, hostId, sandboxId } of Object.values(topology.containers)) {
    check(id, 'host', 'hosts', hostId);
    check(id, 'sandbox', 'sandboxes', sandboxId);
  }
  for (const { id, hostId, networkId, sandboxId, containerId } of Object.values(topology.endpoints)) {
    check(id, 'host', 'hosts', hostId);
    check(id, 'network', 'networks', networkId);
    check(id, 'sandbox', 'sandboxes', sandboxId);
    check(id, 'container', 'containers', containerId);
  }
  for (const { id, hostId, containerId } of Object.values(topology.ports)) {
    check(id, 'host', 'hosts', hostId);
    check(id, 'container', 'containers', containerId);
  }
  for (const { id, hostId } of Object.values(topology.interfaces)) check(id, 'host', 'hosts', hostId);
  for (const { id, networkId, from, to } of Object.values(topology.tunnels)) {
    check(id, 'network', 'networks', networkId);
    check(id, 'host', 'hosts', from.hostId);
    check(id, 'host', 'hosts', to.hostId);
  }
  for (const { id, networkIds, virtualAddresses, tasks } of Object.values(topology.services)) {
    for (const networkId of networkIds) check(id, 'network', 'networks', networkId);
    for (const { networkId } of virtualAddresses) check(id, 'network', 'networks', networkId);
    for (const { hostId, containerId } of tasks) {
      check(id, 'host', 'hosts', hostId);
      check(id, 'container', 'containers', containerId);
    }
  }
  return faults;
}
