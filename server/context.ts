import type { Logger } from 'pino';
import type { OwnReach } from '#lib/actions/own-reach.ts';
import type { Actions } from './actions/actions.ts';
import type { Details } from './actions/details.ts';
import type { Hub } from './collect/hub.ts';
import type { HostRegistry } from './hosts/host-registry.ts';
import type { HostAllowed } from './http/allowed-hosts.ts';
import type { ReadCounters } from './probe/counters.ts';
import type { AuditStore } from './storage/audit-store.ts';

/** Everything a route handler works with. There is one in a process. */
export interface Patchbay {
  hub: Pick<Hub, 'current' | 'subscribe'>;
  actions: Actions;
  details: Details;
  counters: ReadCounters;
  hosts: HostRegistry;
  audit: Pick<AuditStore, 'heads' | 'entriesAfter' | 'get'>;
  hostAllowed: HostAllowed;
  /** Aborted when the server shuts down. */
  closing: AbortSignal;
  /** The address at the other end of the connection with this number; undefined once it is closed. */
  remoteAddress(connection: string): string | undefined;
  /** What Patchbay needs of these containers, for a request from this address. */
  ownReach(remoteAddress: string | undefined): Promise<OwnReach[]>;
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
