/**
 * The calls of the C library that Node has none for. `setns` moves the calling thread alone, so this is for a thread of
 * its own. A call that fails throws a `SystemCallError`.
 */
export interface SystemCalls {
  /** Moves this thread into the network namespace of an open handle. */
  enterNetwork(handle: number): void;
  /** A netlink socket of the thread's namespace; it stays in that one. */
  netlinkSocket(): number;
  send(socket: number, bytes: Buffer): void;
  /** Waits until something can be received; false if nothing came within so many milliseconds. */
  wait(socket: number, milliseconds: number): boolean;
  /**
   * One datagram, whole, whose bytes hold until the next is received; and who sent it: 0 is the kernel. Undefined if
   * there is none yet.
   */
  receive(socket: number): { bytes: Buffer; sender: number } | undefined;
  close(socket: number): void;
}

export class SystemCallError extends Error {
  readonly call: string;
  readonly errno: number;

  constructor(call: string, errno: number) {
    super(`${call} failed (errno ${errno})`);
    this.name = 'SystemCallError';
    this.call = call;
    this.errno = errno;
  }
}

/** Errors of the kernel that mean something to us; the same numbers on all that Node is built for here. */
export const errno = {
  permission: 1,
  noEntry: 2,
  interrupted: 4,
  again: 11,
  notSupported: 95,
  noBuffer: 105,
} as const;
