import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A host as it is kept. */
export interface StoredHost {
  id: string;
  name: string;
  url: string;
  /** ISO 8601. */
  created: string;
}

/** The hosts that were added on the page. Every call fails with a sentence when the file can't be used. */
export interface HostStore {
  /** In the order in which they were added. */
  list(): Promise<StoredHost[]>;
  add(host: StoredHost): Promise<void>;
  /** Puts other values in the place of those of the host with this id. */
  change(id: string, values: Partial<Omit<StoredHost, 'created'>>): Promise<void>;
  remove(id: string): Promise<void>;
}

/** `guarded` puts the database's faults into words. */
export function createHostStore(
  db: Kysely<Tables>,
  guarded: <T>(work: () => Promise<T>) => Promise<T>,
): HostStore {
  return {
    list: () => guarded(() => db.selectFrom('hosts').selectAll().orderBy('created').orderBy('id').execute()),
    add: (host) =>
      guarded(async () => {
        const { id, name, url, created } = host;
        await db.insertInto('hosts').values({ id, name, url, created }).execute();
      }),
    change: (id, values) =>
      guarded(async () => {
        await db.updateTable('hosts').set(values).where('id', '=', id).execute();
      }),
    remove: (id) =>
      guarded(async () => {
        await db.deleteFrom('hosts').where('id', '=', id).execute();
      }),
  };
}
