import {
  control,
  dumpInterrupted,
  errorOf,
  type Message,
  messagesIn,
  sequenceOffset,
} from './netlink/messages.ts';
import type { Request } from './netlink/requests.ts';
import { errno, SystemCallError, type SystemCalls } from './system-calls.ts';

/** How long an answer may take in all, in milliseconds. The kernel has it at once. */
const patience = 5_000;
/** How often a dump that was changed while it was read is read anew. */
const attempts = 10;
/** No namespace tells more than this in one dump (some 40,000 devices), but one that was filled up on purpose. */
const mostBytes = 64 * 2 ** 20;
/** Why a namespace can't be read, as the end of a sentence. */
export class NetlinkError extends Error {
  override readonly name = 'NetlinkError';
}

type SocketCalls = Pick<SystemCalls, 'send' | 'wait' | 'receive' | 'close'>;
type Read<T> = (bytes: Buffer, message: Message) => T;

/** A netlink socket in one network namespace; whoever opened it closes it. */
export class NetlinkSocket {
  readonly #calls: SocketCalls;
  readonly #socket: number;
  #sequence = 0;

  constructor(calls: SocketCalls, socket: number) {
    this.#calls = calls;
    this.#socket = socket;
  }

  /**
   * All that answers a request for a dump. One that was interrupted, or of which something was lost, is made anew.
   * @throws NetlinkError, SystemCallError
   */
  dump<T>(request: Request, read: Read<T>): T[] {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const result = this.#dumpOnce(request, read);
      if (result) return result;
    }
    throw new NetlinkError('it changes faster than it can be read');
  }

  /** The one answer to a request; undefined if the kernel refuses it. */
  ask<T>(request: Request, read: Read<T>): T | undefined {
    const deadline = this.#send(request);
    for (;;) {
      const { bytes, messages } = this.#receive(deadline);
      for (const message of messages) {
        if (message.type === request.answer) return read(bytes, message);
        if (message.type === control.error) return undefined;
      }
    }
  }

  close(): void {
    this.#calls.close(this.#socket);
  }

  /** Undefined if it must be read anew. It is always read to its end: the kernel makes one dump at a time. */
  #dumpOnce<T>(request: Request, read: Read<T>): T[] | undefined {
    const found: T[] = [];
    const deadline = this.#send(request);
    for (let whole = true, left = mostBytes; left > 0; ) {
      const { bytes, messages, lost } = this.#receive(deadline);
      left -= bytes.length;
      whole &&= !lost;
      for (const message of messages) {
        whole &&= (message.flags & dumpInterrupted) === 0;
        if (message.type === request.answer) found.push(read(bytes, message));
        if (message.type !== control.done && message.type !== control.error) continue;
        const error = errorOf(bytes, message);
        if (error !== 0) throw new SystemCallError('A dump', error);
        return whole ? found : undefined;
      }
    }
    throw new NetlinkError('it holds more than can be read');
  }

  #send({ bytes }: Request): number {
    bytes.writeUInt32LE(++this.#sequence, sequenceOffset);
    this.#calls.send(this.#socket, bytes);
    return performance.now() + patience;
  }

  /** What answers the last request, out of one datagram. A process within the namespace may send something, too. */
  #receive(deadline: number): { bytes: Buffer; messages: Message[]; lost: boolean } {
    try {
      const { bytes, sender } = this.#next(deadline);
      const all = sender === 0 ? messagesIn(bytes) : [];
      return { bytes, messages: all.filter(({ sequence }) => sequence === this.#sequence), lost: false };
    } catch (error) {
      if (!(error instanceof SystemCallError) || error.errno !== errno.noBuffer) throw error;
      return { bytes: Buffer.alloc(0), messages: [], lost: true };
    }
  }
  /** The kernel has the answer at once: it is seldom waited for. */
  #next(deadline: number): { bytes: Buffer; sender: number } {
    for (;;) {
      const received = this.#calls.receive(this.#socket);
      const left = Math.ceil(deadline - performance.now());
      if (received && left > 0) return received;
      if (left <= 0 || !this.#calls.wait(this.#socket, left)) {
        throw new NetlinkError('the kernel does not answer');
      }
    }
  }
}
