import { isIP } from '../cidr/address.ts';
import { defined } from '../topology/defined.ts';
import type { Network } from '../topology/model.ts';
import type { NetworkSpec } from './network-spec.ts';

/**
 * The spec that would make this network again, as far as the engine tells: the way back of its removal, and what
 * "one like this" starts from. What a config network settles is left to it.
 */
export function specOf(network: Network): NetworkSpec {
  const made = network.configFrom !== undefined;
  const subnets = made ? [] : network.ipam.subnets;
  const families = new Set(subnets.map(({ subnet }) => isIP(subnet.split('/')[0] ?? '')));
  const [hasIpv4, hasIpv6] = [families.has(4), families.has(6)];
  return defined({
    name: network.name,
    driver: network.configOnly ? 'bridge' : network.driver,
    subnets: subnets.map((subnet) => ({ ...subnet })),
    // Where there is IPv4 its engine has told its subnet.
    ipv4: hasIpv6 && !hasIpv4 && network.scope === 'local' && !network.configOnly ? false : undefined,
    ipv6: hasIpv6 || undefined,
    internal: network.internal || undefined,
    attachable: network.attachable || undefined,
    ingress: network.ingress || undefined,
    scope: scopeOf(network),
    configOnly: network.configOnly || undefined,
    configFrom: network.configFrom,
    options: made ? undefined : some(optionsOf(network)),
    labels: made ? undefined : some(network.labels),
    ipamDriver: network.ipam.driver && network.ipam.driver !== 'default' ? network.ipam.driver : undefined,
  });
}

/** Only where it is not what the driver has anyway. */
function scopeOf({ scope, driver, configOnly }: Network): NetworkSpec['scope'] {
  if (configOnly || scope === (driver === 'overlay' ? 'swarm' : 'local')) return undefined;
  return scope;
}

// The swarm chose it, and will choose another.
const chosen = 'com.docker.network.driver.overlay.vxlanid_list';

function optionsOf({ options, scope }: Network): Record<string, string> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => scope !== 'swarm' || key !== chosen));
}

function some(texts: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(texts).length > 0 ? texts : undefined;
}
