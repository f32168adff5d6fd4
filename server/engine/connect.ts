import type { HostConfig } from '#server/config/config.ts';
import { createDockerClient, createDockerClients } from './docker-client.ts';
import type { EngineClient } from './engine-client.ts';

/** A client of a host's engine, however it is reached. Nothing is connected before the first call. */
export function connect(host: HostConfig): EngineClient {
  return createDockerClient(host.address);
}

/** Makes any number of such clients; over ssh they share one login. */
export function clientsOf(host: HostConfig): () => EngineClient {
  return createDockerClients(host.address);
}
