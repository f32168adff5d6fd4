import type { Logger } from 'pino';
import type { Actions } from './actions/actions.ts';
import type { Details } from './actions/details.ts';
import type { Hub } from './collect/hub.ts';
import type { HostRegistry } from './hosts/host-registry.ts';
import type { HostAllowed } from './http/allowed-hosts.ts';

/** Everything a route handler works with. There is one in a process. */
export interface Patchbay {
  hub: Pick<Hub, 'current' | 'subscribe'>;
  actions: Actions;
  details: Details;
  hosts: HostRegistry;
  hostAllowed: HostAllowed;
  /** Aborted when the server shuts down. */
  closing: AbortSignal;
  /** Cuts the connection with this number (`connectionHeader`), whatever it is still to send. */
  cut(connection: string): void;
  log: Logger;
}

const key = Symbol.for('patchbay.context');
const holder = globalThis as { [key]?: Patchbay };

/** Gives route handlers their context. Next bundles them apart from what Node runs: only `globalThis` is common. */
export function providePatchbay(context: Patchbay): void {
  holder[key] = context;
}

/** The process's context. */
export function patchbay(): Patchbay {
  const context = holder[key];
  if (!context) throw new Error('Patchbay runs by `node server/main.ts`, not by Next alone.');
  return context;
}
