import type { AuditEntry, AuditPage, AuditQuery } from '#lib/wire/audit.ts';
import { Failure } from '#server/failure.ts';
import type { AuditStore } from '#server/storage/audit-store.ts';

/** A part of the record: never more of it than was asked for. */
export async function auditPage(
  store: Pick<AuditStore, 'heads'>,
  { before, after, limit, ...filter }: AuditQuery,
): Promise<AuditPage> {
  // One more than is told, to know whether there is more.
  const found = await store.heads({ filter, before, after, limit: limit + 1 });
  const more = found.length > limit;
  if (!more) return { entries: found, more };
  return { entries: after === undefined ? found.slice(0, limit) : found.slice(1), more };
}

/** One entry, whole. */
export async function auditEntry(store: Pick<AuditStore, 'get'>, id: string): Promise<AuditEntry> {
  const entry = /^\d{1,15}$/.test(id) ? await store.get(Number(id)) : undefined;
  if (entry) return entry;
  throw new Failure({
    status: 404,
    code: 'unknown-entry',
    message: 'The audit log has no entry with this number.',
  });
}
