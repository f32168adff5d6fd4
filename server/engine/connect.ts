import type { HostConfig } from '#server/config/config.ts';
import { createDockerClient } from './docker-client.ts';
import type { EngineClient } from './engine-client.ts';

/** A client of a host's engine, however it is reached. Nothing is connected before the first call. */
export function connect(host: HostConfig): EngineClient {
  return createDockerClient(host.address);
}
