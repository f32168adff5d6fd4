import { closeNamespaces, type OpenNamespace, openNamespaces } from './namespaces.ts';
import type { NetlinkSocket } from './netlink-socket.ts';
import { type KernelFacts, readNamespaces } from './read-namespaces.ts';

/** Opens a netlink socket in the namespace of an open handle. */
export type OpenSocket = (handle: number) => NetlinkSocket;

/**
 * The links of an engine's own namespace and of those it has handles of. One that can't be read costs itself. Nothing
 * is held open afterwards.
 * @throws Failure if the engine's own can't be read
 */
export function readKernel(pid: number, folder: string, open: OpenSocket): KernelFacts {
  const namespaces = openNamespaces(pid, folder);
  const sockets = new Map<OpenNamespace, NetlinkSocket>();
  try {
    return readNamespaces(namespaces, (namespace) => {
      const socket = sockets.get(namespace) ?? open(namespace.descriptor);
      sockets.set(namespace, socket);
      return socket;
    });
  } finally {
    for (const socket of sockets.values()) socket.close();
    closeNamespaces(namespaces);
  }
}
