import type { WireFacts } from '#lib/wires/facts.ts';

/** What is said between Patchbay's main thread and the one that reads the kernel. */

export interface ReadRequest {
  id: number;
  /** The path of the engine's socket. */
  socket: string;
  /** Where it keeps the handles of its namespaces, in its own file system. */
  folder: string;
}

export type ToThread = ReadRequest | 'end';

export type FromThread = { id: number; facts: WireFacts } | { id: number; failure: FailureWords };

/** A `Failure`, which does not cross threads as what it is. */
interface FailureWords {
  code: string;
  message: string;
  status: number;
}
