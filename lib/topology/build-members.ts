import { plainAddress } from './build-endpoints.ts';
import { isUp } from './container-state.ts';
import { defined } from './defined.ts';
import { containerId, endpointId } from './ids.ts';
import type { Endpoint, Host, Network, Sandbox } from './model.ts';
import { foreignSandbox, isSharing, type PlacedContainer } from './sandboxes.ts';
import type { MemberFact } from './snapshot.ts';

const gatewayPrefix = 'gateway_';

/** An endpoint that network inspect tells of, and the sandbox it needs where no container brings one. */
export interface Membership {
  endpoint: Endpoint;
  sandbox?: Sandbox;
}

/**
 * One entry of a network's members, given the endpoint the container's side tells of, if it does.
 * Undefined where the entry adds nothing.
 */
export function buildMembership(
  host: Host,
  network: Network,
  member: MemberFact,
  container: PlacedContainer | undefined,
  known: Endpoint | undefined,
): Membership | undefined {
  if (!container) return member.key === '' ? undefined : foreign(host, network, member);
  const { fact, sandbox } = container;
  // Members are read less often than containers: one that is down by now has left since.
  if (!isUp(fact.state) || isSharing(fact.networkMode)) return undefined;
  if (known) return { endpoint: confirmed(known, member) };
  const role = member.name === fact.name ? 'container' : roleOf(member);
  return {
    endpoint: {
      ...common(host, network, member, sandbox.id),
      containerId: containerId(host.id, fact.nativeId),
      role,
    },
  };
}

// The container's own word goes first; inspect fills in what it does not say.
function confirmed(known: Endpoint, member: MemberFact): Endpoint {
  return {
    ...defined({
      ipv4: plainAddress(member.ipv4, 4),
      ipv6: plainAddress(member.ipv6, 6),
      mac: member.mac || undefined,
    }),
    ...known,
    attached: true,
  };
}

function foreign(host: Host, network: Network, member: MemberFact): Membership {
  // The gateway of ingress-sbox lives where ingress-sbox does.
  const owner = member.key.replace(/^gateway_(?=.)/, '');
  const sandbox = foreignSandbox(host.id, owner);
  const endpoint: Endpoint = {
    ...common(host, network, member, sandbox.id),
    role: roleOf(member),
    name: member.name || member.key,
  };
  return { endpoint, sandbox };
}

function common(host: Host, network: Network, member: MemberFact, sandboxId: string) {
  return {
    ...defined({
      id: endpointId(host.id, member.key, network.nativeId),
      hostId: host.id,
      networkId: network.id,
      sandboxId,
      ipv4: plainAddress(member.ipv4, 4),
      ipv6: plainAddress(member.ipv6, 6),
      mac: member.mac || undefined,
    }),
    attached: true,
  };
}

function roleOf({ key, name }: MemberFact): Endpoint['role'] {
  if (key.startsWith(gatewayPrefix) || name.startsWith(gatewayPrefix)) return 'gateway';
  if (key === 'ingress-sbox' || key.startsWith('lb-')) return 'load-balancer';
  return key.startsWith('ep-') ? 'remote' : 'container';
}
