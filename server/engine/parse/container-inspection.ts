import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { ContainerFact } from '#lib/topology/snapshot.ts';
import type { ContainerInspection, EndpointInspection } from '../engine-client.ts';
import { bindingsSchema, containerPort, readAskedPorts, readLinks } from './asked.ts';
import { listOf, recordOf, someText, text, texts } from './common.ts';
import { attachmentSchema, attachmentsOf, inOrder, networkMode, stateSchema } from './container.ts';

const endpointSchema = attachmentSchema.extend({
  IPAMConfig: z.object({ IPv4Address: someText, IPv6Address: someText }).nullish(),
  Aliases: listOf(z.string()),
  Links: listOf(z.string()),
  DNSNames: z.array(z.string()).nullish(),
  GwPriority: z.number().nullish(),
  DriverOpts: texts,
});

const inspectionSchema = z.object({
  Id: z.string().min(1),
  Name: text,
  Created: someText,
  State: z.object({ Status: stateSchema, Pid: z.number().nullish() }),
  // No more of Config than this: it holds the environment.
  Config: z.object({ Image: text, Labels: texts }).nullish(),
  HostConfig: z
    .object({ NetworkMode: someText, PortBindings: bindingsSchema, Links: listOf(z.string()) })
    .nullish(),
  NetworkSettings: z.object({
    SandboxKey: someText,
    Ports: bindingsSchema,
    Networks: recordOf(endpointSchema),
  }),
});

type Inspected = z.infer<typeof inspectionSchema>;

/** `GET /containers/{id}/json` → the same fact as the list gives, and what only an inspect knows. */
export function readContainerInspection(reply: unknown): ContainerInspection {
  const container = inspectionSchema.parse(reply);
  const name = container.Name.replace(/^\//, '') || container.Id.slice(0, 12);
  const { SandboxKey, Networks } = container.NetworkSettings;
  const pid = container.State.Pid ?? 0;
  const fact: ContainerFact = {
    nativeId: container.Id,
    name,
    image: container.Config?.Image ?? '',
    state: container.State.Status,
    networkMode: networkMode(container.HostConfig?.NetworkMode),
    labels: container.Config?.Labels ?? {},
    ports: inOrder(portsOf(container)),
    attachments: attachmentsOf(Networks),
  };
  const endpoints = Object.entries(Networks).map(([networkName, endpoint]) =>
    endpointInspection({ id: container.Id, name }, networkName, endpoint),
  );
  return defined({
    fact,
    created: container.Created,
    pid,
    sandboxKey: pid ? SandboxKey : undefined,
    endpoints,
    askedPorts: readAskedPorts(container.HostConfig?.PortBindings ?? {}),
    links: readLinks(container.HostConfig?.Links ?? [], Networks),
  });
}

function portsOf(container: Inspected): ContainerFact['ports'] {
  return Object.entries(container.NetworkSettings.Ports).flatMap(([key, bindings]) => {
    const port = containerPort(key);
    if (!port) return [];
    return bindings.flatMap((binding) => {
      const hostPort = Number(binding.HostPort);
      if (!hostPort) return [];
      return [{ hostAddress: binding.HostIp ?? '0.0.0.0', hostPort, ...port }];
    });
  });
}

const builtin = new Set(['bridge', 'host', 'none']);

function endpointInspection(
  container: { id: string; name: string },
  networkName: string,
  endpoint: z.infer<typeof endpointSchema>,
): EndpointInspection {
  const shortId = container.id.slice(0, 12);
  const aliases = [...new Set(endpoint.Aliases)].filter((alias) => alias !== shortId);
  // Engines before API 1.44 don't list the names; they answer to these, and to none on the built-in networks.
  const derived = builtin.has(networkName) ? [] : [container.name, ...aliases, shortId];
  return defined({
    networkName,
    networkNativeId: endpoint.NetworkID,
    endpointId: endpoint.EndpointID,
    ipv4: endpoint.IPAddress,
    ipv4Prefix: endpoint.IPAddress ? (endpoint.IPPrefixLen ?? undefined) : undefined,
    ipv6: endpoint.GlobalIPv6Address,
    ipv6Prefix: endpoint.GlobalIPv6Address ? (endpoint.GlobalIPv6PrefixLen ?? undefined) : undefined,
    mac: endpoint.MacAddress,
    gateway: endpoint.Gateway ?? endpoint.IPv6Gateway,
    fixedIpv4: endpoint.IPAMConfig?.IPv4Address,
    fixedIpv6: endpoint.IPAMConfig?.IPv6Address,
    gatewayPriority: endpoint.GwPriority || undefined,
    driverOptions: Object.keys(endpoint.DriverOpts).length > 0 ? endpoint.DriverOpts : undefined,
    aliases,
    dnsNames: [...new Set(endpoint.DNSNames ?? derived)],
  });
}
