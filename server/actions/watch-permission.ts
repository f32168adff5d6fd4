import { isDenied } from '#server/collect/permission.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';

/** A client that tells after each change whether changes are permitted: nobody knows before one was tried. */
export function watchPermission(client: EngineClient, tell: (permitted: boolean) => void): EngineClient {
  const watched =
    <T>(change: (request: T) => Promise<void>) =>
    async (request: T) => {
      try {
        await change(request);
        tell(true);
      } catch (error) {
        if (isDenied(error)) tell(false);
        throw error;
      }
    };
  return { ...client, connect: watched(client.connect), disconnect: watched(client.disconnect) };
}
