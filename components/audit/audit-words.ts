import type { Tone } from '#components/ui/badge.tsx';
import type { AuditOutcome, AuditVerb } from '#lib/wire/audit.ts';

/** What each verb is called in filters and lists. */
export const verbWords: Record<AuditVerb, string> = {
  connect: 'connect',
  disconnect: 'disconnect',
  'create-network': 'create',
  'remove-network': 'remove',
  'prune-networks': 'prune',
  repair: 'repair',
  'release-endpoint': 'free',
};

/** A verb's word; one of a later Patchbay is said as it is. */
export function verbWord(verb: string): string {
  return Object.hasOwn(verbWords, verb) ? verbWords[verb as AuditVerb] : verb;
}

export const outcomeTones: Record<AuditOutcome, Tone> = {
  done: 'ok',
  partial: 'warn',
  failed: 'bad',
  refused: 'plain',
};

/** How far it came: `2 of 3 steps`, where that is not all of them. */
export function progressText({
  outcome,
  steps,
  done,
}: {
  outcome: AuditOutcome;
  steps: number;
  done: number;
}) {
  return outcome === 'partial' || (outcome === 'failed' && steps > 1) ? `${done} of ${steps} steps` : '';
}
