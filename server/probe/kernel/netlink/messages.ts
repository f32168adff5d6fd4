import { errno } from '../system-calls.ts';
import { aligned } from './attributes.ts';

/** A netlink message within a datagram (netlink(7)); `start` to `end` is what follows its header. */
export interface Message {
  type: number;
  flags: number;
  sequence: number;
  start: number;
  end: number;
}

export const headerSize = 16;
export const sequenceOffset = 8;

/** Kinds of messages that belong to netlink itself. */
export const control = { error: 2, done: 3, overrun: 4 } as const;

/** The dump was changed while it was read: it may lack something, or tell it twice. */
export const dumpInterrupted = 0x10;

/** The messages of a datagram. What is cut off is left out. */
export function messagesIn(bytes: Buffer): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at + headerSize <= bytes.length; ) {
    const size = bytes.readUInt32LE(at);
    if (size < headerSize || at + size > bytes.length) break;
    messages.push({
      type: bytes.readUInt16LE(at + 4),
      flags: bytes.readUInt16LE(at + 6),
      sequence: bytes.readUInt32LE(at + sequenceOffset),
      start: at + headerSize,
      end: at + size,
    });
    at += aligned(size);
  }
  return messages;
}

/** What went wrong, as a number of `errno`; 0 in an acknowledgement. Of an error, and of the end of a dump. */
export function errorOf(bytes: Buffer, { type, start, end }: Message): number {
  if (type === control.overrun) return errno.noBuffer;
  if ((type !== control.error && type !== control.done) || end - start < 4) return 0;
  return Math.abs(bytes.readInt32LE(start));
}
