import type { Logger } from 'pino';
import type { Applied } from '#server/actions/applied.ts';
import { isFailure } from '#server/failure.ts';
import type { AuditStore } from '#server/storage/audit-store.ts';
import { auditEntryOf, searchWordsOf } from './audit-entry.ts';

export interface AuditOptions {
  store: Pick<AuditStore, 'add'>;
  log: Logger;
  /** Milliseconds since 1970. */
  now?(): number;
}

/**
 * Keeps what was done. It never throws, for then it would seem that nothing was done: it gives a sentence where the
 * record could not be kept, and the log gets the entry instead.
 */
export function createRecord({ store, log, now = Date.now }: AuditOptions) {
  return async (applied: Applied): Promise<string | undefined> => {
    const entry = auditEntryOf(applied, new Date(now()).toISOString());
    const { who, summary, outcome } = entry;
    try {
      await store.add(entry, searchWordsOf(entry));
      log.info({ who, outcome, action: summary }, 'action recorded');
      return undefined;
    } catch (error) {
      log.error({ err: error, entry }, 'an action could not be recorded');
      const why = isFailure(error) ? error.message : 'Patchbay’s log tells why.';
      return `This could not be recorded in the audit log. ${why}`;
    }
  };
}
