import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import {
  type AuditEntry,
  type AuditFilter,
  type AuditHead,
  auditEntrySchema,
  auditHeadSchema,
} from '#lib/wire/audit.ts';
import type { Tables } from './tables.ts';

/** Which part of the record. */
interface AuditRange {
  filter: AuditFilter;
  /** Only entries older, or newer, than the one with this id. */
  before?: number | undefined;
  after?: number | undefined;
  /** At most this many: the newest of them, or the oldest of those that are newer than `after`. */
  limit: number;
}

/** The record of what was done. It only grows. Every call fails with a sentence when the file can't be used. */
export interface AuditStore {
  /** `words`: what a search finds it by. */
  add(entry: Omit<AuditEntry, 'id'>, words: string): Promise<void>;
  /** The newest first. */
  heads(range: AuditRange): Promise<AuditHead[]>;
  /** The oldest first, whole. */
  entriesAfter(after: number, range: Pick<AuditRange, 'filter' | 'limit'>): Promise<AuditEntry[]>;
  get(id: number): Promise<AuditEntry | undefined>;
}

const headColumns = ['id', 'time', 'who', 'verbs', 'outcome', 'hosts', 'summary', 'steps', 'done'] as const;

/** `guarded` puts the database's faults into words. */
export function createAuditStore(
  db: Kysely<Tables>,
  guarded: <T>(work: () => Promise<T>) => Promise<T>,
): AuditStore {
  return {
    add: ({ hosts, verbs, detail, ...plain }, words) =>
      guarded(async () => {
        await db
          .insertInto('audit')
          .values({
            ...plain,
            verbs: barred(verbs),
            host_ids: barred(hosts.map(({ id }) => id)),
            hosts: JSON.stringify(hosts),
            words: words.toLowerCase(),
            detail: JSON.stringify(detail),
          })
          .execute();
      }),
    heads: ({ filter, before, after, limit }) =>
      guarded(async () => {
        let query = filtered(db.selectFrom('audit'), filter).select([...headColumns]);
        if (before !== undefined) query = query.where('id', '<', before);
        if (after !== undefined) query = query.where('id', '>', after);
        const rows = await query
          .orderBy('id', after === undefined ? 'desc' : 'asc')
          .limit(limit)
          .execute();
        const heads = rows.map((row) => auditHeadSchema.parse(headOf(row)));
        return after === undefined ? heads : heads.reverse();
      }),
    entriesAfter: (after, { filter, limit }) =>
      guarded(async () => {
        const query = filtered(db.selectFrom('audit'), filter).select([...headColumns, 'detail']);
        const rows = await query.where('id', '>', after).orderBy('id').limit(limit).execute();
        return rows.map(entryOf);
      }),
    get: (id) =>
      guarded(async () => {
        const query = db.selectFrom('audit').select([...headColumns, 'detail']);
        const row = await query.where('id', '=', id).executeTakeFirst();
        return row && entryOf(row);
      }),
  };
}

function filtered<O>(
  query: SelectQueryBuilder<Tables, 'audit', O>,
  { from, to, host, verb, outcome, text }: AuditFilter,
): SelectQueryBuilder<Tables, 'audit', O> {
  let found = query;
  if (from !== undefined) found = found.where('time', '>=', utc(from));
  if (to !== undefined) found = found.where('time', '<', utc(to));
  if (host !== undefined) found = found.where(holds('host_ids', `|${host}|`));
  if (verb !== undefined) found = found.where(holds('verbs', `|${verb}|`));
  if (outcome !== undefined) found = found.where('outcome', '=', outcome);
  for (const word of text?.toLowerCase().split(/\s+/).filter(Boolean) ?? [])
    found = found.where(holds('words', word));
  return found;
}

/** `like` rather than a function of SQLite's own; what was typed is text, not a pattern. */
function holds(column: 'host_ids' | 'verbs' | 'words', text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
}

function barred(values: readonly string[]): string {
  return `|${values.join('|')}|`;
}

// Times are compared as text.
function utc(iso: string): string {
  return new Date(iso).toISOString();
}

interface HeadRow {
  verbs: string;
  hosts: string;
}

function headOf<R extends HeadRow>(row: R) {
  const hosts: unknown = JSON.parse(row.hosts);
  return { ...row, verbs: row.verbs.split('|').filter(Boolean), hosts };
}

function entryOf<R extends HeadRow & { detail: string }>(row: R): AuditEntry {
  const detail: unknown = JSON.parse(row.detail);
  return auditEntrySchema.parse({ ...headOf(row), detail });
}
