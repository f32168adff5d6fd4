import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Failure } from '#server/failure.ts';
import { type AuditStore, createAuditStore } from './audit-store.ts';
import { createHostStore, type HostStore } from './host-store.ts';
import { migrationProvider } from './migrations/migrations.ts';
import { nodeSqliteDialect } from './node-sqlite.ts';
import { damaged, explainStorage, type StoragePlace } from './storage-error.ts';
import type { Tables } from './tables.ts';

/** What Patchbay keeps between two runs: one SQLite file. */
export interface Storage {
  hosts: HostStore;
  audit: AuditStore;
  /** What tells this Patchbay from every other one, in each of its runs. */
  instance: string;
  close(): Promise<void>;
}

// How long a write waits for another process's, in milliseconds.
const patience = 2_000;

/**
 * Opens the file in this folder, and makes both where they are missing: readable by nobody but Patchbay's user.
 * Fails with a sentence when the folder can't be written, or the file is damaged or a newer Patchbay's.
 */
export async function openStorage(folder: string): Promise<Storage> {
  const place = { folder: resolve(folder), file: join(resolve(folder), 'patchbay.sqlite') };
  const db = openDatabase(place);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainStorage(place, error);
    }
  };
  let instance: string;
  try {
    instance = await guarded(async () => {
      await check(db);
      await migrate(db, place);
      const { id } = await db.selectFrom('instance').select('id').executeTakeFirstOrThrow();
      return id;
    });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    hosts: createHostStore(db, guarded),
    audit: createAuditStore(db, guarded),
    instance,
    close: () => db.destroy(),
  };
}

function openDatabase(place: StoragePlace): Kysely<Tables> {
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 });
    // SQLite would make the file readable by all; its journal takes the file's mode.
    closeSync(openSync(place.file, 'a', 0o600));
    return new Kysely({ dialect: nodeSqliteDialect(new DatabaseSync(place.file, { timeout: patience })) });
  } catch (error) {
    throw explainStorage(place, error);
  }
}

/** A damaged file is told at the start, not at the first thing that happens to lie in the damage. */
async function check(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  const verdict = rows[0]?.quick_check;
  if (verdict !== 'ok') throw damaged(`${verdict}`);
}

async function migrate(db: Kysely<Tables>, { file }: StoragePlace): Promise<void> {
  const known = Object.keys(await migrationProvider.getMigrations());
  const migrator = new Migrator({ db, provider: migrationProvider });
  const unknown = await unknownMigration(db, known);
  if (unknown !== undefined) {
    throw new Failure({
      code: 'storage-newer',
      status: 500,
      message: `${file} was written by a newer Patchbay. Start that one, or name another folder in PATCHBAY_DATA.`,
      details: { storage: `migration ${unknown}` },
    });
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** A migration that was run on the file and that this Patchbay does not know. */
async function unknownMigration(db: Kysely<Tables>, known: readonly string[]): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return undefined;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.find(({ name }) => !known.includes(name))?.name;
}
