import type { LinkFact } from '#lib/wires/facts.ts';
import type { OpenNamespace } from './namespaces.ts';
import { readNamespaceNumber } from './netlink/namespace-number.ts';
import { namespaceNumberRequest } from './netlink/requests.ts';
import type { NetlinkSocket } from './netlink-socket.ts';

/**
 * What a namespace calls those that its links lead to, as ids of stacks. Those that are no longer asked once each
 * number has its name; so `others` should begin with the likely ones.
 */
export function nameNamespaces(
  socket: NetlinkSocket,
  links: readonly LinkFact[],
  others: readonly OpenNamespace[],
): Record<number, string> {
  const wanted = new Set(links.flatMap(({ peerNamespace }) => peerNamespace ?? []));
  const names: Record<number, string> = {};
  for (const { id, descriptor } of others) {
    if (wanted.size === 0) break;
    const number = socket.ask(namespaceNumberRequest(descriptor), readNamespaceNumber);
    if (number === undefined) continue;
    names[number] = id;
    wanted.delete(number);
  }
  return names;
}
