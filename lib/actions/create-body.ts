import { defined } from '../topology/defined.ts';
import type { NetworkSpec } from './network-spec.ts';

/**
 * The body of the engine's `POST /networks/create` (API 1.41 to 1.55). `CheckDuplicate` makes engines before 25
 * refuse a name that is taken, as later ones always do.
 */
export function createBody(spec: NetworkSpec): Record<string, unknown> {
  return defined({
    Name: spec.name,
    CheckDuplicate: true,
    Driver: spec.configOnly ? undefined : spec.driver,
    Scope: spec.scope,
    EnableIPv4: spec.ipv4,
    EnableIPv6: spec.ipv6,
    Internal: spec.internal,
    Attachable: spec.attachable,
    Ingress: spec.ingress,
    ConfigOnly: spec.configOnly,
    ConfigFrom: spec.configFrom === undefined ? undefined : { Network: spec.configFrom },
    IPAM: {
      Driver: spec.ipamDriver ?? 'default',
      Options: spec.ipamOptions ?? {},
      Config: spec.subnets.map(({ subnet, gateway, ipRange, excluded }) =>
        defined({ Subnet: subnet, IPRange: ipRange, Gateway: gateway, AuxiliaryAddresses: excluded }),
      ),
    },
    Options: spec.options ?? {},
    Labels: spec.labels ?? {},
  });
}
