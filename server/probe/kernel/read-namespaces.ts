import type { StackFact, WireFacts } from '#lib/wires/facts.ts';
import { nameNamespaces } from './name-namespaces.ts';
import type { OpenNamespace } from './namespaces.ts';
import { NetlinkError, type NetlinkSocket } from './netlink-socket.ts';
import { readStack } from './read-stack.ts';
import { noPermission, unreadableHost } from './refusals.ts';
import { errno, SystemCallError } from './system-calls.ts';

export type KernelFacts = Pick<WireFacts, 'stacks' | 'gaps'>;

/**
 * What these namespaces hold, and what they call each other. One that can't be read costs itself.
 * @throws Failure if the host's own can't be read
 */
export function readNamespaces(
  namespaces: readonly OpenNamespace[],
  socketOf: (of: OpenNamespace) => NetlinkSocket,
): KernelFacts {
  const stacks = new Map<OpenNamespace, StackFact>();
  const unread = new Map<OpenNamespace, string>();
  /** Does a part of the work for one namespace, unless it failed before. */
  const each = (work: (namespace: OpenNamespace) => void) => {
    for (const namespace of namespaces) {
      if (unread.has(namespace)) continue;
      try {
        work(namespace);
      } catch (error) {
        const reason = reasonOf(error);
        if (namespace.host) throw isRefused(error) ? noPermission() : unreadableHost(reason);
        unread.set(namespace, reason);
        stacks.delete(namespace);
      }
    }
  };
  each((namespace) => {
    const { id, host, handles } = namespace;
    stacks.set(namespace, { id, host, handles, ...readStack(socketOf(namespace)) });
  });
  // Most links lead to where most links are: the host's, an overlay's.
  const crowded = namespaces.toSorted((a, b) => linksOf(stacks.get(b)) - linksOf(stacks.get(a)));
  each((namespace) => {
    const stack = stacks.get(namespace);
    if (!stack) return;
    const others = crowded.filter((other) => other !== namespace);
    stack.namespaces = nameNamespaces(socketOf(namespace), stack.links, others);
  });
  return { stacks: [...stacks.values()], gaps: gapsOf(unread) };
}

function linksOf(stack: StackFact | undefined): number {
  return stack?.links.length ?? 0;
}

/** What is no matter of the one namespace is thrown on. */
function reasonOf(error: unknown): string {
  if (error instanceof NetlinkError || error instanceof SystemCallError) return error.message;
  throw error;
}

function isRefused(error: unknown): boolean {
  return error instanceof SystemCallError && error.errno === errno.permission;
}

/** One for each reason. */
function gapsOf(unread: ReadonlyMap<OpenNamespace, string>): WireFacts['gaps'] {
  const byReason = Map.groupBy(unread, ([, reason]) => reason);
  return [...byReason].map(([reason, namespaces]) => {
    const names = namespaces.map(([{ handles }]) => handles[0] ?? '?');
    const some =
      names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    const these = names.length > 1 ? `namespaces ${some}` : `namespace ${some}`;
    return {
      code: 'stack-unreadable',
      message: `The network ${these} could not be read: ${reason}. It is tried again.`,
    };
  });
}
