import type { OccupiedRange } from '#lib/actions/address-space.ts';
import { networkOf } from '#lib/cidr/subnet.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';

/** The LANs that hosts are on, as far as their interfaces can be read. */
export function lanRanges(interfaces: ReadonlyMap<string, HostInterfaces>): OccupiedRange[] {
  return [...interfaces].flatMap(([hostId, of]) =>
    of.readable
      ? of.interfaces.flatMap(({ name, addresses }) =>
          addresses.flatMap((address): OccupiedRange[] => {
            const subnet = networkOf(address);
            return subnet === undefined ? [] : [{ subnet, kind: 'lan', name, hostIds: [hostId] }];
          }),
        )
      : [],
  );
}
