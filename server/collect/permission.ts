import type { Listing, Warning } from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';

/** What a proxy before an engine may keep from us: what it costs, and what to allow. */
const denials = {
  networks: ['networks; none of this host are shown', 'GET /networks'],
  containers: ['containers; none of this host are shown', 'GET /containers/json'],
  members: ['the members of overlays and other networks that span hosts', 'GET /networks/{id}'],
  services: ['the services of the swarm', 'GET /services, /tasks and /nodes'],
  info: ['the engine’s version, drivers and part in a swarm', 'GET /info'],
  events: ['events; changes show a few seconds late', 'GET /events'],
  changes: ['changes; this host can be looked at only', 'POST /networks/{id}/connect and /disconnect'],
} as const;

/** Whether a call failed because somebody before the engine does not permit it. */
export function isDenied(error: unknown): boolean {
  return isFailure(error) && error.code === 'access-denied';
}

/** Says on the host what is not permitted. That is somebody's choice and no fault: the host stays live. */
export function notPermitted(what: keyof typeof denials): Warning {
  const [cost, allow] = denials[what];
  const message = `Not permitted (by a proxy or plugin before the engine): ${cost}. To see more, let it allow ${allow}.`;
  return {
    code: 'not-permitted',
    message: what === 'changes' ? message.replace('To see more', 'To change that') : message,
  };
}

/** A list, or an empty one with a warning where it is not permitted. */
export async function permitted<T>(
  what: keyof typeof denials,
  read: () => Promise<Listing<T>>,
): Promise<Listing<T>> {
  try {
    return await read();
  } catch (error) {
    if (!isDenied(error)) throw error;
    return { items: [], warnings: [notPermitted(what)] };
  }
}
