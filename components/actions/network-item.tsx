import { DriverSwatch } from '#components/words/driver.tsx';
import type { Network } from '#lib/topology/model.ts';

/** A network in a menu: its driver's hue, its name, its addresses. */
export function NetworkItem({ network }: { network: Network }) {
  return (
    <span className="flex items-center gap-2">
      <DriverSwatch driver={network.driver} />
      <span className="truncate">{network.name}</span>
      <span className="ml-auto shrink-0 font-mono text-2xs text-muted">
        {network.ipam.subnets[0]?.subnet ?? network.driver}
      </span>
    </span>
  );
}
