import koffi from 'koffi';
import { errno, SystemCallError, type SystemCalls } from './system-calls.ts';

/** Of Linux: sched.h, socket.h, netlink.h, poll.h. */
const cloneNewNet = 0x40000000;
const afNetlink = 16;
const sockRaw = 3;
const sockCloexec = 0x80000;
const netlinkRoute = 0;
const solNetlink = 270;
const netlinkStrictCheck = 12;
const pollIn = 1;
const msgTruncated = 0x20;
const msgDontWait = 0x40;
const addressSize = 12; // struct sockaddr_nl
/** The kernel sends up to 32 kB at once, or more if a single message is longer (a card with hundreds of functions). */
const usualDatagram = 2 ** 20;

type Call = (...args: (number | Buffer | null)[]) => number;

/** @throws Error if the library for foreign functions can't be loaded on this machine. */
export function loadSystemCalls(): SystemCalls {
  const library = koffi.load(null);
  const declared = (name: string, parameters: string, result = 'int') => {
    const call: Call = library.func(`${result} ${name}(${parameters})`);
    return (...args: Parameters<Call>) => {
      for (;;) {
        const value = call(...args);
        if (value >= 0) return value;
        // By a signal to the process: the call did nothing yet.
        if (koffi.errno() !== errno.interrupted || name === 'close')
          throw new SystemCallError(name, koffi.errno());
      }
    };
  };
  const setns = declared('setns', 'int fd, int type');
  const socket = declared('socket', 'int domain, int type, int protocol');
  const setsockopt = declared('setsockopt', 'int fd, int level, int name, void *value, unsigned int size');
  // `long` is as wide as ssize_t, wherever Linux runs.
  const send = declared('send', 'int fd, void *bytes, size_t size, int flags', 'long');
  const poll = declared('poll', 'void *fds, unsigned long count, int milliseconds');
  const recvfrom = declared(
    'recvfrom',
    'int fd, void *bytes, size_t size, int flags, void *address, void *address_size',
    'long',
  );
  const close = declared('close', 'int fd');

  const on = Buffer.alloc(4);
  on.writeInt32LE(1);
  const pollFd = Buffer.alloc(8); // struct pollfd
  const address = Buffer.alloc(addressSize);
  const size = Buffer.alloc(4);
  let buffer = Buffer.alloc(usualDatagram);
  const receiveNow = (from: number): number | undefined => {
    try {
      return recvfrom(from, buffer, buffer.length, msgTruncated | msgDontWait, address, size);
    } catch (error) {
      if (error instanceof SystemCallError && error.errno === errno.again) return undefined;
      throw error;
    }
  };
  return {
    enterNetwork: (handle) => void setns(handle, cloneNewNet),
    netlinkSocket() {
      const opened = socket(afNetlink, sockRaw | sockCloexec, netlinkRoute);
      try {
        // From Linux 4.20 on; before, dumps heed no filter, and what is too much is left out by the reader.
        setsockopt(opened, solNetlink, netlinkStrictCheck, on, on.length);
      } catch (error) {
        if (!(error instanceof SystemCallError)) throw error;
      }
      return opened;
    },
    send: (to, bytes) => void send(to, bytes, bytes.length, 0),
    wait(on, milliseconds) {
      pollFd.writeInt32LE(on, 0);
      pollFd.writeInt16LE(pollIn, 4);
      return poll(pollFd, 1, milliseconds) > 0;
    },
    receive(from) {
      size.writeUInt32LE(addressSize);
      const length = receiveNow(from);
      if (length === undefined) return undefined;
      if (length > buffer.length) {
        buffer = Buffer.alloc(length);
        throw new SystemCallError('recvfrom', errno.noBuffer);
      }
      return { bytes: buffer.subarray(0, length), sender: address.readUInt32LE(4) };
    },
    close: (opened) => void close(opened),
  };
}
