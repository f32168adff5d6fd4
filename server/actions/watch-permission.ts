import { isDenied } from '#server/collect/permission.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';

/** A client that tells after each change whether changes are permitted: nobody knows before one was tried. */
export function watchPermission(client: EngineClient, tell: (permitted: boolean) => void): EngineClient {
  const watched =
    <T, R>(change: (request: T) => Promise<R>) =>
    async (request: T) => {
      try {
        const result = await change(request);
        tell(true);
        return result;
      } catch (error) {
        if (isDenied(error)) tell(false);
        throw error;
      }
    };
  return {
    ...client,
    connect: watched(client.connect),
    disconnect: watched(client.disconnect),
    createNetwork: watched(client.createNetwork),
    removeNetwork: watched(client.removeNetwork),
  };
}
