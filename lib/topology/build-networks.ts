import { defined } from './defined.ts';
import { networkId, storeIdOf, storeNetworkId, swarmNetworkId } from './ids.ts';
import type { Host, Network } from './model.ts';
import type { NetworkFact } from './snapshot.ts';

const bridgeName = 'com.docker.network.bridge.name';
const isDefault = 'com.docker.network.bridge.default_bridge';
const driverMtu = 'com.docker.network.driver.mtu';
const vxlanIds = 'com.docker.network.driver.overlay.vxlanid_list';
const predefined = new Set(['bridge', 'host', 'none']);

/** A network as one host sees it. */
export function buildNetwork(host: Host, fact: NetworkFact): Network {
  return defined({
    id: idOf(host, fact),
    nativeId: fact.nativeId,
    name: fact.name,
    driver: fact.driver,
    scope: fact.scope,
    hostIds: [host.id],
    internal: fact.internal,
    attachable: fact.attachable,
    ingress: fact.ingress,
    configOnly: fact.configOnly,
    configFrom: fact.configFrom,
    builtin: isBuiltin(fact),
    ipam: fact.ipam,
    options: fact.options,
    labels: fact.labels,
    created: fact.created,
    bridge: bridgeOf(host, fact),
    mtu: positive(fact.options[driverMtu]),
    stale: fact.stale || undefined,
    // One VNI a subnet; the first is the one the network is known by.
    vni: positive(fact.options[vxlanIds]?.split(',')[0]),
    peers: [...new Set(fact.peers)].sort().map((address) => ({ address })),
  });
}

// A network over several hosts can't be the same as anyone else's if it isn't known what these have in common.
function idOf({ id, swarm, clusterStore }: Host, { scope, nativeId }: NetworkFact): string {
  if (scope === 'swarm' && swarm) return swarmNetworkId(swarm.clusterId, nativeId);
  if (scope === 'global' && clusterStore) return storeNetworkId(storeIdOf(clusterStore), nativeId);
  return networkId(id, nativeId);
}

function isBuiltin(fact: NetworkFact): boolean {
  if (fact.ingress || fact.name === 'docker_gwbridge') return true;
  return fact.scope === 'local' && predefined.has(fact.name);
}

function bridgeOf(host: Host, fact: NetworkFact): string | undefined {
  if (fact.driver !== 'bridge' || fact.configOnly) return undefined;
  const given = fact.options[bridgeName];
  if (given) return given;
  // Podman numbers its bridges (podman0, podman1 …): nothing in the facts tells which.
  if (host.engine?.flavour === 'podman') return undefined;
  if (fact.options[isDefault] === 'true' || fact.name === 'bridge') return 'docker0';
  if (fact.name === 'docker_gwbridge') return 'docker_gwbridge';
  return `br-${fact.nativeId.slice(0, 12)}`;
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
