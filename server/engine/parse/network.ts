import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { Subnet } from '#lib/topology/model.ts';
import type { MemberFact, NetworkFact } from '#lib/topology/snapshot.ts';
import type { Listing, NetworkInspection } from '../engine-client.ts';
import { flag, listOf, readEach, recordOf, someText, splitPrefix, text, texts } from './common.ts';

const subnetSchema = z.object({
  Subnet: someText,
  Gateway: someText,
  IPRange: someText,
  AuxiliaryAddresses: texts,
});

const networkSchema = z.object({
  Id: z.string().min(1),
  Name: z.string(),
  Driver: text,
  Scope: z.enum(['local', 'swarm', 'global']).nullish().catch('local'),
  Internal: flag,
  Attachable: flag,
  Ingress: flag,
  ConfigOnly: flag,
  ConfigFrom: z.object({ Network: someText }).nullish(),
  IPAM: z.object({ Driver: text, Config: listOf(subnetSchema) }).nullish(),
  Options: texts,
  Labels: texts,
  Created: someText,
  Peers: listOf(z.object({ IP: someText })),
});

const inspectionSchema = z.object({
  Created: someText,
  Containers: recordOf(
    z.object({
      Name: text,
      EndpointID: text,
      MacAddress: someText,
      IPv4Address: someText,
      IPv6Address: someText,
    }),
  ),
});

/** `GET /networks` → what could be read of it. */
export function readNetworks(reply: unknown): Listing<NetworkFact> {
  return readEach(reply, 'network', networkFact);
}

/** `GET /networks/{id}` → the network with its members. */
export function readNetworkInspection(reply: unknown): NetworkInspection {
  const { Created, Containers } = inspectionSchema.parse(reply);
  const members = Object.entries(Containers).map(
    ([key, member]): MemberFact =>
      defined({
        key,
        name: member.Name,
        endpointId: member.EndpointID,
        ipv4: splitPrefix(member.IPv4Address).address,
        ipv6: splitPrefix(member.IPv6Address).address,
        mac: member.MacAddress,
      }),
  );
  return defined({ fact: { ...networkFact(reply), members }, created: Created });
}

/** `POST /networks/create` → the new network's id. */
export function readCreated(reply: unknown): string {
  return z.object({ Id: z.string().min(1) }).parse(reply).Id;
}

function networkFact(reply: unknown): NetworkFact {
  const network = networkSchema.parse(reply);
  return defined({
    nativeId: network.Id,
    name: network.Name,
    driver: network.Driver,
    scope: network.Scope ?? 'local',
    internal: network.Internal,
    attachable: network.Attachable,
    ingress: network.Ingress,
    configOnly: network.ConfigOnly,
    configFrom: network.ConfigFrom?.Network,
    ipam: {
      driver: network.IPAM?.Driver || 'default',
      subnets: (network.IPAM?.Config ?? []).flatMap(subnetFact),
    },
    options: network.Options,
    labels: network.Labels,
    // Of a swarm's network the list tells when the swarm made it, and an inspect when this host did (20.10).
    created: network.Scope === 'swarm' ? undefined : timeOf(network.Created),
    peers: network.Peers.flatMap((peer) => (peer.IP ? [peer.IP] : [])),
  });
}

/** Engines write the year 1 where they don't know. */
function timeOf(created: string | undefined): string | undefined {
  const time = Date.parse(created ?? '');
  return time > 0 ? new Date(time).toISOString() : undefined;
}

function subnetFact(config: z.infer<typeof subnetSchema>): Subnet[] {
  if (!config.Subnet) return [];
  const excluded = config.AuxiliaryAddresses;
  return [
    defined({
      subnet: config.Subnet,
      // Some engines write the gateway with a prefix length when it was given so.
      gateway: splitPrefix(config.Gateway).address,
      ipRange: config.IPRange,
      excluded: Object.keys(excluded).length > 0 ? excluded : undefined,
    }),
  ];
}
