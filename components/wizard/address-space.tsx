'use client';

import { usePage } from '#components/page-context.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type OccupiedRange, occupiedRanges, overlapping } from '#lib/actions/address-space.ts';
import type { CreateAction } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';
import { AddressMap } from './address-map.tsx';
import { lanRanges } from './lan-ranges.ts';
import { PoolBar } from './pool-bar.tsx';
import { regionsAround } from './space-map.ts';

export interface AddressSpaceProps {
  action: CreateAction;
  forSwarm: boolean;
  interfaces: ReadonlyMap<string, HostInterfaces>;
}

/** Where the new network's addresses would be, among all that is known to be in use; or what the engine has left. */
export function AddressSpace({ action, forSwarm, interfaces }: AddressSpaceProps) {
  const { topology } = usePage();
  const { spec, configs = [], hostIds } = action;
  const wanted = [...spec.subnets, ...configs.flatMap((config) => config.spec.subnets)].map(
    ({ subnet }) => subnet,
  );
  const lans = lanRanges(interfaces);
  const ranges: OccupiedRange[] = [...occupiedRanges(topology), ...lans];
  const hostName = (id: string) => entityOf(topology.hosts, id)?.name ?? id;
  const regions = regionsAround(wanted);
  const onLan = spec.driver === 'macvlan' || spec.driver === 'ipvlan';
  const inTheWay = onLan ? [] : wanted.flatMap((subnet) => overlapping(lans, subnet));
  if (spec.configOnly && wanted.length === 0) return null;
  return (
    <section className="grid gap-2" aria-label="Address space">
      <h3 className="text-2xs text-muted">Address space</h3>
      {regions.map((region) => (
        <AddressMap
          key={region.subnet}
          region={region}
          ranges={ranges}
          wanted={wanted}
          hostIds={hostIds}
          hostName={hostName}
          driverOf={(id) => entityOf(topology.networks, id)?.driver ?? ''}
        />
      ))}
      {inTheWay.map((range) => (
        <Notice key={`${range.name} ${range.subnet}`} tone="warn">
          {range.hostIds.map(hostName).join(', ')} is on the LAN {range.subnet} ({range.name}): who is on both
          reaches one of them only.
        </Notice>
      ))}
      {wanted.length === 0 && forSwarm && spec.configFrom === undefined && (
        <p className="text-xs text-muted">
          The swarm’s manager chooses a subnet out of the swarm’s own pool.
        </p>
      )}
      {wanted.length === 0 && !forSwarm && spec.configFrom === undefined && !onLan && (
        <>
          {hostIds.slice(0, 6).map((id) => (
            <PoolBar key={id} hostId={id} name={hostName(id)} />
          ))}
          <p className="text-2xs text-muted">
            The engine chooses the next free one, unless it was told other pools, which it doesn’t tell.
          </p>
        </>
      )}
    </section>
  );
}
