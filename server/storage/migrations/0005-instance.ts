import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

/** What tells this Patchbay from every other one, whose name, host and data may be alike: chosen once, by chance. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('instance')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .execute();
  await sql`insert into instance (id) values (${randomUUID()})`.execute(db);
}
