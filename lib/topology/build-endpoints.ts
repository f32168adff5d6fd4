import { isIP } from '../cidr/address.ts';
import { isUp } from './container-state.ts';
import { defined } from './defined.ts';
import type { FindNetwork } from './find-network.ts';
import { containerId, endpointId } from './ids.ts';
import type { Container, Endpoint, Host, Network } from './model.ts';
import { isSharing, type PlacedContainer } from './sandboxes.ts';
import type { AttachmentFact, ContainerFact } from './snapshot.ts';

export interface ContainerEndpoints {
  endpoints: Endpoint[];
  missing: NonNullable<Container['missingNetworks']>;
}

/** A container's endpoints, from the container's side. */
export function buildContainerEndpoints(
  host: Host,
  container: PlacedContainer,
  find: FindNetwork,
  networks: ReadonlyMap<string, Network>,
): ContainerEndpoints {
  const result: ContainerEndpoints = { endpoints: [], missing: [] };
  // Podman repeats the networks of the container whose stack is shared: they are that one's.
  if (isSharing(container.networkMode)) return result;
  for (const attachment of container.fact.attachments) {
    const network = networks.get(find(attachment)?.nativeId ?? '');
    if (network) result.endpoints.push(endpointOf(host, container, network, attachment));
    else result.missing.push(missingOf(attachment));
  }
  return result;
}

/** The address alone: engines print it with a prefix length here and there. Anything else is dropped. */
export function plainAddress(text: string | undefined, family: 4 | 6): string | undefined {
  if (!text) return undefined;
  const address = text.split('/')[0] ?? '';
  return isIP(address) === family ? address : undefined;
}

function endpointOf(
  host: Host,
  { fact, sandbox }: PlacedContainer,
  network: Network,
  attachment: AttachmentFact,
): Endpoint {
  return defined({
    id: endpointId(host.id, fact.nativeId, network.nativeId),
    hostId: host.id,
    networkId: network.id,
    sandboxId: sandbox.id,
    containerId: containerId(host.id, fact.nativeId),
    role: 'container' as const,
    attached: isAttached(host, fact, attachment),
    ipv4: plainAddress(attachment.ipv4, 4),
    ipv6: plainAddress(attachment.ipv6, 6),
    mac: attachment.mac || undefined,
    gateway: plainAddress(attachment.gateway, 4) ?? plainAddress(attachment.gateway, 6),
  });
}

function isAttached(host: Host, { state }: ContainerFact, { endpointId }: AttachmentFact): boolean {
  // Podman has no endpoint ids; a container between two restarts has no endpoint.
  if (host.engine?.flavour === 'podman') return state === 'running' || state === 'paused';
  return isUp(state) && endpointId !== '';
}

function missingOf({ networkName, networkNativeId }: AttachmentFact): ContainerEndpoints['missing'][number] {
  return defined({ name: networkName, nativeId: networkNativeId || undefined });
}
