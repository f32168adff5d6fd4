import { entityOf } from './entity-of.ts';
import { type Collection, collections, type Topology } from './model.ts';

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
  for (const endpoint of Object.values(topology.endpoints)) {
    const { id, hostId, networkId, sandboxId, containerId } = endpoint;
    check(id, 'host', 'hosts', hostId);
    check(id, 'parent', 'interfaces', endpoint.interface?.parentId);
    check(id, 'bridge', 'interfaces', endpoint.veth?.bridgeId);
    check(id, 'network', 'networks', networkId);
    check(id, 'sandbox', 'sandboxes', sandboxId);
    check(id, 'container', 'containers', containerId);
  }
  for (const { id, hostId, containerId } of Object.values(topology.ports)) {
    check(id, 'host', 'hosts', hostId);
    check(id, 'container', 'containers', containerId);
  }
  for (const { id, hostId, networkId, masterId, peerId } of Object.values(topology.interfaces)) {
    check(id, 'host', 'hosts', hostId);
    check(id, 'network', 'networks', networkId);
    check(id, 'master', 'interfaces', masterId);
    check(id, 'peer', 'interfaces', peerId);
  }
  for (const { id, networkId, interfaceId, from, to } of Object.values(topology.tunnels)) {
    check(id, 'network', 'networks', networkId);
    check(id, 'interface', 'interfaces', interfaceId);
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
  for (const { id, hostId, about } of Object.values(topology.findings)) {
    check(id, 'host', 'hosts', hostId);
    for (const thing of about) {
      const isThere = collections.some((name) => entityOf<unknown>(topology[name], thing) !== undefined);
      if (!isThere) faults.push(`${id} is about ${thing}, which does not exist.`);
    }
  }
  return faults;
}
