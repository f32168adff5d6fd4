import type { Insertable, Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import {
  type OwnSshSettings,
  sshSettingsSchema,
  type TlsSettings,
  tlsSettingsSchema,
} from '#lib/topology/model.ts';
import { type ProbeSettings, probeSettingsSchema } from '#lib/topology/model-wires.ts';
import { damaged } from './storage-error.ts';
import type { Tables } from './tables.ts';

/** A host as it is kept: how it is reached, but nothing of what is in the files that are named. */
export interface StoredHost {
  id: string;
  name: string;
  url: string;
  tls?: TlsSettings;
  ssh?: OwnSshSettings;
  /** What of it differs from what holds for all hosts. */
  probe?: ProbeSettings;
  /** ISO 8601. */
  created: string;
}

/** The hosts that were added on the page. Every call fails with a sentence when the file can't be used. */
export interface HostStore {
  /** In the order in which they were added. */
  list(): Promise<StoredHost[]>;
  add(host: StoredHost): Promise<void>;
  /** Puts these values in the place of all those of the host with this id. */
  change(id: string, values: Omit<StoredHost, 'id' | 'created'>): Promise<void>;
  /** Gives the host with this id another one, and another name. */
  move(id: string, to: Pick<StoredHost, 'id' | 'name'>): Promise<void>;
  remove(id: string): Promise<void>;
}

/** `guarded` puts the database's faults into words. */
export function createHostStore(
  db: Kysely<Tables>,
  guarded: <T>(work: () => Promise<T>) => Promise<T>,
): HostStore {
  return {
    list: () =>
      guarded(async () => {
        const rows = await db.selectFrom('hosts').selectAll().orderBy('created').orderBy('id').execute();
        return rows.map(hostOf);
      }),
    add: (host) =>
      guarded(async () => {
        await db.insertInto('hosts').values(rowOf(host)).execute();
      }),
    change: (id, values) =>
      guarded(async () => {
        const { name, url, tls, ssh, probe } = rowOf({ ...values, id, created: '' });
        await db.updateTable('hosts').set({ name, url, tls, ssh, probe }).where('id', '=', id).execute();
      }),
    move: (from, { id, name }) =>
      guarded(async () => {
        await db.updateTable('hosts').set({ id, name }).where('id', '=', from).execute();
      }),
    remove: (id) =>
      guarded(async () => {
        await db.deleteFrom('hosts').where('id', '=', id).execute();
      }),
  };
}

type Row = Selectable<Tables['hosts']>;

function rowOf({ id, name, url, tls, ssh, probe, created }: StoredHost): Insertable<Tables['hosts']> {
  return {
    id,
    name,
    url,
    tls: tls ? JSON.stringify(tls) : null,
    ssh: ssh ? JSON.stringify(ssh) : null,
    probe: probe ? JSON.stringify(probe) : null,
    created,
  };
}

function hostOf({ id, name, url, created, ...texts }: Row): StoredHost {
  const tls = settingsOf(texts.tls, tlsSettingsSchema);
  const ssh = settingsOf(texts.ssh, sshSettingsSchema);
  const probe = settingsOf(texts.probe, probeSettingsSchema);
  return defined({ id, name, url, tls, ssh, probe, created });
}

/** Settings that can't be read are never left out: without them the host would be spoken to in the clear. */
function settingsOf<S extends z.ZodType>(text: string | null, schema: S): z.infer<S> | undefined {
  if (text === null) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged('the settings of a host are not what Patchbay writes', cause);
  }
}
