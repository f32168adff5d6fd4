import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import { containerSchema as modelContainer } from '#lib/topology/model.ts';
import type { AttachmentFact, ContainerFact } from '#lib/topology/snapshot.ts';
import type { Listing } from '../engine-client.ts';
import { listOf, readEach, recordOf, someText, text, texts } from './common.ts';

/** A container's part in a network: the same in the list and in an inspect. */
export const attachmentSchema = z.object({
  NetworkID: text,
  EndpointID: text,
  IPAddress: someText,
  IPPrefixLen: z.number().nullish(),
  GlobalIPv6Address: someText,
  GlobalIPv6PrefixLen: z.number().nullish(),
  MacAddress: someText,
  Gateway: someText,
  IPv6Gateway: someText,
});

// Names an engine of another version may use for a state are shown as the nearest of the model's.
export const stateSchema = modelContainer.shape.state.catch('dead');

const portSchema = z.object({
  IP: someText,
  PrivatePort: z.number(),
  PublicPort: z.number().nullish(),
  Type: z.enum(['tcp', 'udp', 'sctp']),
});

const listedSchema = z.object({
  Id: z.string().min(1),
  Names: listOf(z.string()),
  Image: text,
  State: stateSchema,
  Labels: texts,
  // A port in a form we don't know is left out; the container stays.
  Ports: listOf(portSchema.nullable().catch(null)),
  HostConfig: z.object({ NetworkMode: someText }).nullish(),
  NetworkSettings: z.object({ Networks: recordOf(attachmentSchema) }).nullish(),
});

/** `GET /containers/json?all=1` → what could be read of it. */
export function readContainers(reply: unknown): Listing<ContainerFact> {
  return readEach(reply, 'container', (item) => {
    const container = listedSchema.parse(item);
    return {
      nativeId: container.Id,
      name: ownName(container.Names) || container.Id.slice(0, 12),
      image: container.Image,
      state: container.State,
      networkMode: networkMode(container.HostConfig?.NetworkMode),
      labels: container.Labels,
      ports: inOrder(
        container.Ports.flatMap((port) =>
          port?.PublicPort
            ? [
                {
                  hostAddress: port.IP ?? '0.0.0.0',
                  hostPort: port.PublicPort,
                  containerPort: port.PrivatePort,
                  protocol: port.Type,
                },
              ]
            : [],
        ),
      ),
      attachments: attachmentsOf(container.NetworkSettings?.Networks ?? {}),
    };
  });
}

/** Engines list ports in no order, and in another one each time. */
export function inOrder(ports: ContainerFact['ports']): ContainerFact['ports'] {
  const key = (port: ContainerFact['ports'][number]) =>
    `${port.containerPort}/${port.protocol} ${port.hostAddress}:${port.hostPort}`;
  return ports.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** `Networks` by network name → attachments. */
export function attachmentsOf(networks: Record<string, z.infer<typeof attachmentSchema>>): AttachmentFact[] {
  return Object.entries(networks).map(([networkName, attachment]) =>
    defined({
      networkName,
      networkNativeId: attachment.NetworkID,
      endpointId: attachment.EndpointID,
      ipv4: attachment.IPAddress,
      ipv6: attachment.GlobalIPv6Address,
      mac: attachment.MacAddress,
      gateway: attachment.Gateway ?? attachment.IPv6Gateway,
    }),
  );
}

/** Docker's "default" is the bridge network on Linux; the model says it by its name. */
export function networkMode(mode: string | undefined): string {
  return !mode || mode === 'default' ? 'bridge' : mode;
}

/** Legacy links add names such as `/web/db`; a container's own name has one slash, at its beginning. */
function ownName(names: readonly string[]): string {
  const own = names.find((name) => name.lastIndexOf('/') <= 0) ?? names[0] ?? '';
  return own.replace(/^\//, '');
}
