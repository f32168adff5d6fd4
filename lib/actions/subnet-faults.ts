import { contains, isIP } from '../cidr/address.ts';
import { networkOf, overlaps, prefixOf, reservedAs, sameAddress } from '../cidr/subnet.ts';
import type { NetworkSpec, SubnetSpec } from './network-spec.ts';

/** What is wrong with the subnets of a spec in themselves, by field (`subnets.0.gateway`). */
export function subnetFaults({ subnets, ipv4, ipv6 }: NetworkSpec): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [at, subnet] of subnets.entries()) {
    for (const [field, fault] of Object.entries(faultsOf(subnet))) faults[`subnets.${at}.${field}`] = fault;
    const twin = subnets.findIndex((other) => overlaps(other.subnet, subnet.subnet));
    if (twin < at) faults[`subnets.${at}.subnet`] ??= `${subnet.subnet} overlaps ${subnets[twin]?.subnet}.`;
    const family = familyOf(subnet.subnet);
    if (family === 6 && ipv6 === false)
      faults[`subnets.${at}.subnet`] ??= 'IPv6 is switched off: switch it on, or leave this subnet out.';
    if (family === 4 && ipv4 === false)
      faults[`subnets.${at}.subnet`] ??= 'IPv4 is switched off: switch it on, or leave this subnet out.';
  }
  return faults;
}

/** The family of a subnet (CIDR); undefined if it is malformed. */
export function familyOf(subnet: string): 4 | 6 | undefined {
  const family = isIP(subnet.split('/')[0] ?? '');
  return family === 0 ? undefined : family;
}

function faultsOf({ subnet, gateway, ipRange, excluded }: SubnetSpec): Record<string, string> {
  const faults: Record<string, string> = {};
  const proper = networkOf(subnet);
  if (proper && !sameAddress(proper.split('/')[0] ?? '', subnet.split('/')[0] ?? ''))
    faults.subnet = `${subnet} has host bits set: it should be ${proper}.`;
  if (gateway !== undefined && !contains(subnet, gateway))
    faults.gateway = `${gateway} is outside ${subnet}.`;
  else if (gateway !== undefined) Object.assign(faults, reservedFault('gateway', subnet, gateway));
  if (ipRange !== undefined) {
    const range = prefixOf(ipRange) ?? 0;
    const inside = contains(subnet, ipRange.split('/')[0] ?? '') && range >= (prefixOf(subnet) ?? 0);
    if (!inside) faults.ipRange = `${ipRange} is not inside ${subnet}.`;
  }
  for (const [label, address] of Object.entries(excluded ?? {})) {
    if (!contains(subnet, address)) faults[`excluded.${label}`] = `${address} is outside ${subnet}.`;
    else if (gateway !== undefined && sameAddress(address, gateway))
      faults[`excluded.${label}`] = `${address} is the gateway already.`;
    else Object.assign(faults, reservedFault(`excluded.${label}`, subnet, address));
  }
  return faults;
}

// "Address already in use", says the engine.
function reservedFault(field: string, subnet: string, address: string): Record<string, string> {
  const what = reservedAs(subnet, address);
  return what ? { [field]: `${address} is the ${what} address of ${subnet}: choose another.` } : {};
}
