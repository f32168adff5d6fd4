import type { Kysely } from 'kysely';

/** How hosts are reached beside their URLs: settings of TLS and of ssh, as JSON. The hosts there are have none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('hosts').addColumn('tls', 'text').execute();
  await db.schema.alterTable('hosts').addColumn('ssh', 'text').execute();
}
