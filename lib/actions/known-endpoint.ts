import type { ContainerDetail } from '../wire/detail.ts';

/**
 * What an inspect tells of the endpoint that an action is about, and the topology does not know. An entry
 * of a container's detail is one.
 */
export type KnownEndpoint = Partial<
  Pick<
    ContainerDetail['endpoints'][number],
    'ipv4' | 'ipv6' | 'gateway' | 'fixedIpv4' | 'fixedIpv6' | 'aliases' | 'dnsNames'
  >
> & {
  /** The MAC address asked for; engines before API 1.54 don't keep one. */
  mac?: string;
  gatewayPriority?: number;
  driverOptions?: Record<string, string>;
};
