import { verbsOf } from '#lib/actions/describe.ts';
import type { AuditEntry, AuditOutcome } from '#lib/wire/audit.ts';
import type { Applied } from '#server/actions/applied.ts';

/** More of an entry's words than this is not searched (characters). */
const mostWords = 65_536;

/** The entry that tells of an action. */
export function auditEntryOf(applied: Applied, time: string): Omit<AuditEntry, 'id'> {
  const { who, action, summary, hosts, plan, result, undo, refusal } = applied;
  return {
    time,
    who,
    verbs: verbsOf(action),
    outcome: outcomeOf(applied),
    hosts,
    summary,
    steps: plan?.steps.length ?? 0,
    done: result?.steps.filter(({ status }) => status === 'done').length ?? 0,
    detail: {
      action,
      ...(plan ? { plan } : {}),
      ...(result ? { result } : {}),
      ...(undo ? { undo } : {}),
      ...(refusal ? { refusal } : {}),
    },
  };
}

function outcomeOf({ result, refusal, begun }: Applied): AuditOutcome {
  if (result) return result.outcome;
  return refusal && !begun ? 'refused' : 'failed';
}

/** All that a search may find the entry by. */
export function searchWordsOf({ who, summary, hosts, verbs, detail }: Omit<AuditEntry, 'id'>): string {
  const { plan, result, refusal } = detail;
  const parts = [
    who,
    summary,
    ...hosts.map(({ name }) => name),
    ...verbs,
    refusal?.message,
    refusal?.code,
    ...(plan?.steps ?? []).flatMap((step) => [step.summary, step.cli]),
    ...(result?.steps ?? []).flatMap(({ error }) => [error?.code, error?.message, error?.engine]),
  ];
  return parts
    .filter((part) => part !== undefined)
    .join('\n')
    .slice(0, mostWords);
}
