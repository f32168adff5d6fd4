import { type Kysely, sql } from 'kysely';

/**
 * The record of what was done. It only grows: triggers refuse to change, to remove and to replace what is in it
 * (their SQL is SQLite's own).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('time', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('verbs', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('host_ids', 'text', (column) => column.notNull())
    .addColumn('hosts', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('steps', 'integer', (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
  const refuse = (what: string, when: string) =>
    sql`create trigger ${sql.raw(`audit_no_${what}`)} before ${sql.raw(when)}
      begin select raise(abort, 'the audit log only grows'); end`.execute(db);
  await refuse('update', 'update on audit');
  await refuse('delete', 'delete on audit');
  // "insert or replace" removes the old row without asking the trigger above.
  await refuse('replace', 'insert on audit when exists (select 1 from audit where id = new.id)');
}
