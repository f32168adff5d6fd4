import { liveManager } from '#lib/actions/new-network.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { noSpec } from './spec-fields.ts';
import { type WizardFields, wantsSwarm } from './wizard-fields.ts';

/** Where a network can be made: a host, or a swarm as a whole. */
export interface Place {
  key: string;
  label: string;
  /** What to know of it, or why it can't be chosen. */
  hint?: string;
  /** What is chosen with it. */
  hostIds: string[];
  open: boolean;
}

/** The places where a network can be made; `forSwarm`: one of a swarm, made once by a manager. */
export function placesFor(topology: Topology, forSwarm: boolean): Place[] {
  const { hosts } = indexOf(topology);
  if (!forSwarm) {
    return hosts.map(({ id, name, status, reason }) => {
      const open = status === 'live';
      return {
        key: id,
        label: name,
        hostIds: [id],
        open,
        ...(open ? {} : { hint: reason ?? 'not read yet' }),
      };
    });
  }
  // Without a swarm an overlay is kept in a key-value store, by engines before 23.
  const stores = hosts
    .filter(({ swarm, clusterStore }) => !swarm && clusterStore !== undefined)
    .map(({ id, name, status, reason, clusterStore }) => {
      const open = status === 'live';
      const hint = open ? `kept in ${clusterStore}` : (reason ?? 'not read yet');
      return { key: id, label: name, hostIds: [id], open, hint };
    });
  const clusters = [...new Set(hosts.flatMap(({ swarm }) => (swarm ? [swarm.clusterId] : [])))];
  const swarms = clusters.map((clusterId) => {
    const members = hosts.filter(({ swarm }) => swarm?.clusterId === clusterId);
    const manager = liveManager(topology, clusterId);
    const label = `the swarm of ${members.map(({ name }) => name).join(', ')}`;
    const hint = manager
      ? `made once, by ${manager.name}`
      : 'None of its managers can be reached, and only they make its networks.';
    const hostIds = manager ? [manager.id] : members.slice(0, 1).map(({ id }) => id);
    return { key: clusterId, label, hint, hostIds, open: manager !== undefined };
  });
  return [...swarms, ...stores];
}

/** Whether a place is chosen: by any of its hosts. */
export function isChosen(topology: Topology, place: Place, hostIds: readonly string[]): boolean {
  const cluster = topology.hosts[place.hostIds[0] ?? '']?.swarm?.clusterId;
  if (cluster !== undefined && place.key === cluster) {
    return hostIds.some((id) => topology.hosts[id]?.swarm?.clusterId === cluster);
  }
  return hostIds.includes(place.key);
}

/** The fields with a place more, or one less; each host of a network from a config has a config of its own. */
export function withPlace(
  topology: Topology,
  fields: WizardFields,
  place: Place,
  chosen: boolean,
): WizardFields {
  const cluster = topology.hosts[place.hostIds[0] ?? '']?.swarm?.clusterId;
  const isOf = (id: string) =>
    place.key === cluster ? topology.hosts[id]?.swarm?.clusterId === cluster : id === place.key;
  const others = fields.hostIds.filter((id) => !isOf(id));
  return withHosts(fields, chosen ? [...others, ...place.hostIds] : others);
}

/** The fields with these hosts chosen; a host that is new starts from what the first one's config says. */
export function withHosts(fields: WizardFields, hostIds: string[]): WizardFields {
  const start = fields.configs[0]?.spec ?? { ...noSpec, configOnly: true };
  const missing = hostIds.filter((id) => fields.configs.every(({ hostId }) => hostId !== id));
  const added = missing.map((hostId) => ({
    hostId,
    // Two hosts that give addresses from one range would give the same ones.
    spec: { ...start, subnets: start.subnets.map((subnet) => ({ ...subnet, ipRange: '' })) },
  }));
  return { ...fields, hostIds, configs: [...fields.configs, ...added] };
}

/** The hosts that a changed goal leads to: for a swarm's network those that can make it, else they stay. */
export function hostsForGoal(topology: Topology, fields: WizardFields): WizardFields {
  if (!wantsSwarm(fields.spec) || fields.spec.configFrom !== '') return withHosts(fields, fields.hostIds);
  const places = placesFor(topology, true).filter(({ open }) => open);
  const chosen = places.filter((place) => isChosen(topology, place, fields.hostIds));
  const hostIds = (chosen.length > 0 ? chosen : places.slice(0, 1)).flatMap((place) => place.hostIds);
  // Where no swarm has a manager the hosts stay, and the plan says what is missing.
  return withHosts(fields, hostIds.length > 0 ? hostIds : fields.hostIds);
}
