import type { WireFacts, WireStatus } from '#lib/wires/facts.ts';

/** One way of reading a host's links. */
export interface WireReader {
  readonly way: NonNullable<WireStatus['way']>;
  /** Reads everything, once. Fails with a `Failure` whose message says why it can't be read and what to do. */
  read(request: WireRequest): Promise<WireFacts>;
  /** Leaves nothing behind; reads under way fail. */
  close(): Promise<void>;
}

export interface WireRequest {
  /** Where the engine keeps the handles of its namespaces (the folder of a `SandboxKey`), in the engine's file system. */
  folder: string;
  signal: AbortSignal;
}
