import { z } from 'zod';

/** The record of what was done: what is asked for and answered. */

/** What can be done, as the record calls it. */
export const auditVerbs = [
  'connect',
  'disconnect',
  'create-network',
  'remove-network',
  'prune-networks',
  'repair',
  'release-endpoint',
] as const;

/** `refused`: nothing was called, and the entry says why. */
export const auditOutcomes = ['done', 'partial', 'failed', 'refused'] as const;

/** An entry without its plan: what a list shows. */
export const auditHeadSchema = z.object({
  /** Grows from entry to entry. */
  id: z.int(),
  /** ISO 8601, by the clock of Patchbay's machine. */
  time: z.string(),
  who: z.string(),
  /** The kinds of actions in it. A later Patchbay's are read as well. */
  verbs: z.array(z.string()),
  outcome: z.enum(auditOutcomes),
  /** The hosts it was about, by the names they had then. */
  hosts: z.array(z.object({ id: z.string(), name: z.string() })),
  summary: z.string(),
  steps: z.int(),
  /** How many of the steps were done. */
  done: z.int(),
});

/** What is recorded of an action. It is kept for years: only its outline is relied on. */
const auditDetailSchema = z.object({
  action: z.looseObject({ kind: z.string() }),
  plan: z
    .looseObject({
      steps: z.array(z.object({ summary: z.string(), host: z.string(), cli: z.string() })),
      warnings: z.array(z.object({ code: z.string(), message: z.string() })),
      confirm: z.object({ text: z.string(), reason: z.string() }).exactOptional(),
    })
    .exactOptional(),
  result: z
    .looseObject({
      outcome: z.string(),
      steps: z.array(
        z.looseObject({
          summary: z.string(),
          status: z.enum(['done', 'failed', 'skipped']),
          error: z
            .object({ code: z.string(), message: z.string(), engine: z.string().exactOptional() })
            .exactOptional(),
        }),
      ),
      undo: z.looseObject({ kind: z.string() }).exactOptional(),
    })
    .exactOptional(),
  /** What undoes it, in words. */
  undo: z.array(z.string()).exactOptional(),
  /** Why nothing was called, or why it is not known what was done. */
  refusal: z.object({ code: z.string(), message: z.string() }).exactOptional(),
});

export const auditEntrySchema = auditHeadSchema.extend({ detail: auditDetailSchema });

/** A part of the record, the newest first. `more`: there is more of it in the direction that was asked for. */
export const auditPageSchema = z.object({ entries: z.array(auditHeadSchema), more: z.boolean() });

export const auditEntryReplySchema = z.object({ entry: auditEntrySchema });

const time = z.iso.datetime({ offset: true, error: 'Give a time such as 2026-01-31T12:00:00Z.' });
const place = z.coerce.number('Give the number of an entry.').int().min(0).exactOptional();

/** Which entries: those to which all of it applies. */
const auditFilterSchema = z.object({
  from: time.exactOptional(),
  /** Up to, and not with, this time. */
  to: time.exactOptional(),
  /** A host's id. */
  host: z.string().min(1).max(200).exactOptional(),
  verb: z.enum(auditVerbs, 'Ask for one of the verbs.').exactOptional(),
  outcome: z.enum(auditOutcomes, 'Ask for done, partial, failed or refused.').exactOptional(),
  /** Words that each occur in it, whatever their case. */
  text: z.string().max(200, 'Search for 200 characters at most.').exactOptional(),
});

export const auditQuerySchema = auditFilterSchema.extend({
  /** Only entries older, or newer, than the one with this id. */
  before: place,
  after: place,
  limit: z.coerce.number('Give a number.').int().min(1).max(200, 'Ask for 200 entries at most.').default(50),
});

export const auditExportSchema = auditFilterSchema.extend({
  format: z.enum(['csv', 'jsonl'], 'Ask for csv or jsonl.'),
});

export type AuditVerb = (typeof auditVerbs)[number];
export type AuditOutcome = (typeof auditOutcomes)[number];
export type AuditHead = z.infer<typeof auditHeadSchema>;
export type AuditDetail = z.infer<typeof auditDetailSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditPage = z.infer<typeof auditPageSchema>;
export type AuditFilter = z.infer<typeof auditFilterSchema>;
export type AuditQuery = z.infer<typeof auditQuerySchema>;
