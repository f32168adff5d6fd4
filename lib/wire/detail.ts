import { z } from 'zod';

/** What is read on demand about one container or network. Never its environment, command or mounts: they carry secrets. */
export const containerDetailSchema = z.object({
  id: z.string(),
  name: z.string(),
  image: z.string(),
  state: z.string(),
  created: z.string().exactOptional(),
  networkMode: z.string(),
  pid: z.number().exactOptional(),
  sandboxKey: z.string().exactOptional(),
  endpoints: z.array(
    z.object({
      networkId: z.string(),
      networkName: z.string(),
      endpointId: z.string(),
      ipv4: z.string().exactOptional(),
      ipv4Prefix: z.number().exactOptional(),
      ipv6: z.string().exactOptional(),
      ipv6Prefix: z.number().exactOptional(),
      mac: z.string().exactOptional(),
      gateway: z.string().exactOptional(),
      /** The address asked for when the container was connected, if one was. */
      fixedIpv4: z.string().exactOptional(),
      fixedIpv6: z.string().exactOptional(),
      /** As given by people: without the short id that older engines add. */
      aliases: z.array(z.string()),
      /** Every name the engine's DNS answers to on this network. */
      dnsNames: z.array(z.string()),
    }),
  ),
  /** What `-p` asked for, whether or not it has an effect (on an internal network it has none). */
  askedPorts: z.array(
    z.object({
      /** Absent for all addresses. */
      hostAddress: z.string().exactOptional(),
      /** A number or a range; absent where the engine was to choose. */
      hostPort: z.string().exactOptional(),
      containerPort: z.number(),
      protocol: z.enum(['tcp', 'udp', 'sctp']),
    }),
  ),
  /** Legacy links: names by which this container knows others, one way. */
  links: z.array(
    z.object({
      to: z.string(),
      /** The other container, where its host has one of this name. */
      containerId: z.string().exactOptional(),
      alias: z.string(),
      /** The network on which it holds; absent for the default bridge. */
      networkName: z.string().exactOptional(),
    }),
  ),
  /** Legacy links of others to this container: the names by which they know it. */
  linkedFrom: z.array(
    z.object({
      from: z.string(),
      containerId: z.string(),
      alias: z.string(),
      networkName: z.string().exactOptional(),
    }),
  ),
});

export const networkDetailSchema = z.object({
  id: z.string(),
  name: z.string(),
  created: z.string().exactOptional(),
  members: z.array(
    z.object({
      hostId: z.string(),
      key: z.string(),
      name: z.string(),
      endpointId: z.string(),
      ipv4: z.string().exactOptional(),
      ipv6: z.string().exactOptional(),
      mac: z.string().exactOptional(),
    }),
  ),
  /** Addresses that can't be given to a new endpoint: members, gateways, excluded ones. */
  addressesInUse: z.array(z.string()),
});

export type ContainerDetail = z.infer<typeof containerDetailSchema>;
export type NetworkDetail = z.infer<typeof networkDetailSchema>;
