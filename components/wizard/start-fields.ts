import { specOf } from '#lib/actions/spec-of.ts';
import { familyOf } from '#lib/actions/subnet-faults.ts';
import { suggestSubnet } from '#lib/actions/suggest-subnet.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Network, Topology } from '#lib/topology/model.ts';
import { withHosts } from './hosts-of.ts';
import { fieldsOfSpec, noSpec, noSubnet, type SubnetFields } from './spec-fields.ts';
import type { WizardFields } from './wizard-fields.ts';

/** What the form holds when it opens: on these hosts, or the first that is live; or like a network that is there. */
export function startFields(
  topology: Topology,
  { hostIds = [], like }: { hostIds?: readonly string[] | undefined; like?: string | undefined },
): WizardFields {
  const network = like === undefined ? undefined : entityOf(topology.networks, like);
  const live = indexOf(topology)
    .hosts.filter(({ status }) => status === 'live')
    .map(({ id }) => id);
  const wanted = network ? network.hostIds : hostIds;
  const here = wanted.filter((id) => live.includes(id));
  const chosen = network?.scope === 'local' || !network ? here : here.slice(0, 1);
  const fields: WizardFields = {
    hostIds: [],
    spec: network ? specLike(topology, network) : noSpec,
    configs: [],
    makeConfigs: network === undefined,
  };
  return withHosts(fields, chosen.length > 0 ? chosen : live.slice(0, 1));
}

const bridgeName = 'com.docker.network.bridge.name';
// A project would take the copy for its own, and remove it.
const composeLabels = 'com.docker.compose.';

/** All of a network's settings, but for what two can't share: name, addresses, bridge, parent, Compose's labels. */
function specLike(topology: Topology, network: Network) {
  const spec = fieldsOfSpec(specOf(network));
  const onLan = network.driver === 'macvlan' || network.driver === 'ipvlan';
  return {
    ...spec,
    name: freeName(topology, network),
    // On a LAN the subnet is the LAN's: nobody can suggest one.
    subnets: onLan || network.configOnly ? spec.subnets.map(() => noSubnet) : freeSubnets(topology, network),
    options: spec.options.filter(({ key }) => key !== bridgeName && key !== 'parent'),
    labels: spec.labels.filter(({ key }) => !key.startsWith(composeLabels)),
  };
}

function freeName(topology: Topology, { name, hostIds }: Network): string {
  const taken = new Set(
    hostIds.flatMap((id) => indexOf(topology).networksOfHost(id)).map((network) => network.name),
  );
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

function freeSubnets(topology: Topology, { ipam, configFrom }: Network): SubnetFields[] {
  if (configFrom !== undefined) return [];
  const given: string[] = [];
  return ipam.subnets.map(({ subnet }) => {
    const free = suggestSubnet(topology, familyOf(subnet) ?? 4, given);
    if (free !== undefined) given.push(free);
    return { ...noSubnet, subnet: free ?? '' };
  });
}
