import { stringify } from 'yaml';
import { defined } from '../topology/defined.ts';
import type { NetworkSpec } from './network-spec.ts';

/**
 * The same network in a Compose file (Compose Specification, `networks`); undefined where Compose has no words
 * for it: config networks, what is made from them, ingress, a scope of one's choice.
 */
export function composeYaml(spec: NetworkSpec): string | undefined {
  const { configOnly, configFrom, ingress, scope, driver } = spec;
  if (configOnly || configFrom !== undefined || ingress) return undefined;
  if (scope !== undefined && scope !== (driver === 'overlay' ? 'swarm' : 'local')) return undefined;
  const config = spec.subnets.map(({ subnet, gateway, ipRange, excluded }) =>
    defined({ subnet, ip_range: ipRange, gateway, aux_addresses: excluded }),
  );
  const ipam = defined({
    driver: spec.ipamDriver,
    config: config.length > 0 ? config : undefined,
    options: some(spec.ipamOptions),
  });
  const network = defined({
    name: spec.name,
    driver,
    driver_opts: some(spec.options),
    attachable: spec.attachable,
    enable_ipv4: spec.ipv4,
    enable_ipv6: spec.ipv6,
    internal: spec.internal,
    ipam: some(ipam),
    labels: some(spec.labels),
  });
  return stringify({ networks: { [keyOf(spec.name)]: network } });
}

/** Compose's own name for it, which has fewer characters than the network's. */
function keyOf(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'network';
}

function some<T extends object>(fields: T | undefined): T | undefined {
  return fields && Object.keys(fields).length > 0 ? fields : undefined;
}
