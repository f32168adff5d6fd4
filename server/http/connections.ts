import type { Socket } from 'node:net';

/** The open connections by number, so that a route can have one cut. */
export interface Connections {
  numberOf(socket: Socket): string;
  /** The address at the other end; undefined once it is closed. */
  remoteAddress(connection: string): string | undefined;
  cut(connection: string): void;
}

export function createConnections(): Connections {
  const numbers = new WeakMap<Socket, string>();
  const open = new Map<string, Socket>();
  let last = 0;
  return {
    numberOf(socket) {
      const known = numbers.get(socket);
      if (known) return known;
      last += 1;
      const number = String(last);
      numbers.set(socket, number);
      open.set(number, socket);
      socket.once('close', () => open.delete(number));
      return number;
    },
    remoteAddress: (connection) => open.get(connection)?.remoteAddress,
    cut: (connection) => open.get(connection)?.destroy(),
  };
}
