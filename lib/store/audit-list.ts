import type { AuditFilter, AuditHead, AuditPage } from '../wire/audit.ts';

/** What a page has read of the audit log: a stretch of it without gaps, the newest first. */
export interface AuditList {
  entries: readonly AuditHead[];
  /** There are older ones. */
  older: boolean;
}

/** The list as the first page gives it. */
export function firstPage({ entries, more }: AuditPage): AuditList {
  return { entries, older: more };
}

/** With the page that follows the oldest entry. */
export function withOlder(list: AuditList, { entries, more }: AuditPage): AuditList {
  const oldest = list.entries.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  return { entries: [...list.entries, ...entries.filter(({ id }) => id < oldest)], older: more };
}

/** With what came after the newest entry; the same list if that is nothing. Only for a page that is all of it. */
export function withNewer(list: AuditList, { entries }: AuditPage): AuditList {
  const newest = list.entries[0]?.id ?? 0;
  const newer = entries.filter(({ id }) => id > newest);
  return newer.length > 0 ? { ...list, entries: [...newer, ...list.entries] } : list;
}

const fields = ['text', 'host', 'verb', 'outcome', 'from', 'to'] as const;

/** What a person chose to see: as typed, empty where nothing is. Times are those of a browser's own zone. */
export type AuditFields = Record<(typeof fields)[number], string>;

export const noFields: AuditFields = { text: '', host: '', verb: '', outcome: '', from: '', to: '' };

/** The fields that a URL's query asks for. */
export function fieldsOfQuery(query: string): AuditFields {
  const params = new URLSearchParams(query);
  return Object.fromEntries(fields.map((field) => [field, params.get(field) ?? ''])) as AuditFields;
}

/** The query that asks for these fields; empty for none. */
export function queryOfFields(values: AuditFields): string {
  const text = new URLSearchParams(
    fields.flatMap((field) => (values[field] ? [[field, values[field]]] : [])),
  );
  return text.size > 0 ? `?${text}` : '';
}

/** The same for the server: with times that mean the same in every zone; what is no time yet is left out. */
export function filterQuery(values: AuditFields): Partial<Record<keyof AuditFilter, string>> {
  const asked: Partial<Record<keyof AuditFilter, string>> = {};
  for (const field of fields) {
    const value = values[field].trim();
    if (value === '') continue;
    if (field !== 'from' && field !== 'to') asked[field] = value;
    else if (!Number.isNaN(Date.parse(value))) asked[field] = new Date(value).toISOString();
  }
  return asked;
}
