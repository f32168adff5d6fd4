import type { SystemCalls } from '../system-calls.ts';
import type { Printed } from './iproute2.ts';

/** What the kernel answered to each request of one namespace, and what iproute2 printed of it. For tests. */
export interface Recording {
  kernel: string;
  iproute2: string;
  stacks: Record<string, { exchanges: Exchange[]; printed: Printed }>;
}

/** Both in base64: a request, its number left out, and the datagrams of its answer. */
interface Exchange {
  request: string;
  datagrams: string[];
}

type SocketCalls = Pick<SystemCalls, 'send' | 'wait' | 'receive' | 'close'>;

/** Writes down what goes over a socket. */
export function recording(calls: SocketCalls, into: Exchange[]): SocketCalls {
  return {
    ...calls,
    send(socket, bytes) {
      into.push({ request: withoutNumber(bytes), datagrams: [] });
      calls.send(socket, bytes);
    },
    receive(socket) {
      const received = calls.receive(socket);
      if (received) into.at(-1)?.datagrams.push(received.bytes.toString('base64'));
      return received;
    },
  };
}

/** A socket that answers as was recorded; `change` may spoil a datagram. */
export function replaying(
  exchanges: readonly Exchange[],
  change: (datagram: Buffer) => Buffer = (datagram) => datagram,
): SocketCalls {
  let waiting: Buffer[] = [];
  return {
    send(_, bytes) {
      const wanted = withoutNumber(bytes);
      const found = exchanges.find(({ request }) => request === wanted);
      if (!found) throw new Error('This was not recorded.');
      const number = bytes.readUInt32LE(8);
      waiting = found.datagrams.map((text) => change(numbered(Buffer.from(text, 'base64'), number)));
    },
    wait: () => waiting.length > 0,
    receive() {
      const bytes = waiting.shift();
      return bytes && { bytes, sender: 0 };
    },
    close: () => undefined,
  };
}

function withoutNumber(request: Buffer): string {
  const copy = Buffer.from(request);
  copy.writeUInt32LE(0, 8);
  return copy.toString('base64');
}

/** Gives all messages of a datagram the number of the request. */
function numbered(datagram: Buffer, number: number): Buffer {
  for (let at = 0; at + 16 <= datagram.length; at += (datagram.readUInt32LE(at) + 3) & ~3) {
    datagram.writeUInt32LE(number, at + 8);
  }
  return datagram;
}
