import type { HostConfig } from '#server/config/config.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { createHelperReader } from './helper/helper-reader.ts';
import { isOwn } from './helper/helper-spec.ts';
import { createKernelReader } from './kernel/create-kernel-reader.ts';
import type { WireReaders } from './ways.ts';

/**
 * The readers of a host's wires. The kernel is read only where the engine is behind a unix socket: elsewhere it is
 * another machine's. `instance` tells this Patchbay's helpers from those of others. The client is the caller's to
 * close, after the readers.
 */
export function wireReadersOf(
  { id, address }: HostConfig,
  client: EngineClient,
  instance: string,
): WireReaders {
  const local = address.kind === 'unix' ? { local: () => createKernelReader({ socket: address.path }) } : {};
  return {
    ...local,
    isOwn: (labels) => isOwn(labels, { instance, hostId: id }),
    helper: (mode, image) =>
      createHelperReader({ client, mode, instance, hostId: id, ...(image === undefined ? {} : { image }) }),
  };
}
