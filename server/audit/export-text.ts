import type { AuditEntry, AuditFilter } from '#lib/wire/audit.ts';
import type { AuditStore } from '#server/storage/audit-store.ts';
import { csvRow } from './csv.ts';

/** Entries that are held in memory at once. */
const batch = 100;

const columns = [
  'id',
  'time',
  'who',
  'verbs',
  'outcome',
  'hosts',
  'summary',
  'steps',
  'done',
  'commands',
  'errors',
] as const;

/** The record as text, the oldest entry first, read as it is asked for. */
export async function* exportText(
  store: Pick<AuditStore, 'entriesAfter'>,
  format: 'csv' | 'jsonl',
  filter: AuditFilter,
): AsyncGenerator<string, void> {
  if (format === 'csv') yield csvRow(columns);
  const lineOf = format === 'csv' ? csvOf : (entry: AuditEntry) => `${JSON.stringify(entry)}\n`;
  for (let last = 0; ; ) {
    const entries = await store.entriesAfter(last, { filter, limit: batch });
    const newest = entries.at(-1);
    if (!newest) return;
    yield entries.map(lineOf).join('');
    last = newest.id;
  }
}

function csvOf(entry: AuditEntry): string {
  const { plan, result, refusal } = entry.detail;
  const errors = [refusal?.message, ...(result?.steps ?? []).map(({ error }) => error?.message)];
  return csvRow([
    entry.id,
    entry.time,
    entry.who,
    entry.verbs.join(' '),
    entry.outcome,
    entry.hosts.map(({ name }) => name).join(' '),
    entry.summary,
    entry.steps,
    entry.done,
    (plan?.steps ?? []).map(({ cli }) => cli).join('\n'),
    errors.filter((error) => error !== undefined).join('\n'),
  ]);
}
