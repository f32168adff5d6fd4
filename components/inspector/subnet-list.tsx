import { Disclosure } from '#components/ui/disclosure.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import type { Network } from '#lib/topology/model.ts';

/** A network's subnets, and the addresses that can't be given out. */
export function SubnetList({ network, inUse }: { network: Network; inUse: readonly string[] | undefined }) {
  const { subnets } = network.ipam;
  return (
    <div className="grid gap-2">
      {subnets.length === 0 && <p className="text-muted">It gives out no addresses.</p>}
      {subnets.map((subnet) => (
        <Facts key={subnet.subnet}>
          <Fact name="Subnet" mono copy={subnet.subnet}>
            {subnet.subnet}
          </Fact>
          <Fact name="Gateway" mono copy={subnet.gateway}>
            {subnet.gateway}
          </Fact>
          <Fact name="Given out of" mono>
            {subnet.ipRange}
          </Fact>
          <Fact name="Excluded" mono>
            {subnet.excluded &&
              Object.entries(subnet.excluded).map(([label, address]) => (
                <span key={label} className="block">
                  {address} <span className="text-muted">{label}</span>
                </span>
              ))}
          </Fact>
        </Facts>
      ))}
      {inUse && inUse.length > 0 && (
        <Disclosure summary={`Addresses in use · ${inUse.length}`}>
          <p className="font-mono text-xs wrap-anywhere">{inUse.join(', ')}</p>
        </Disclosure>
      )}
    </div>
  );
}
