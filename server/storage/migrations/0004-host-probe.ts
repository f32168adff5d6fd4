import type { Kysely } from 'kysely';

/** What may be done to read the wires of a host, as JSON. The hosts there are say nothing of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('hosts').addColumn('probe', 'text').execute();
}
