import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { auditEntrySchema } from '#lib/wire/audit.ts';
import { Failure } from '#server/failure.ts';
import { createRecord } from './audit.ts';
import { auditEntryOf, searchWordsOf } from './audit-entry.ts';
import { applied } from './testdata.ts';

const refusal = { code: 'plan-changed', message: 'Look again.' };
const outcome = (more: Parameters<typeof applied>[0]) => auditEntryOf(applied(more), 'now').outcome;

describe('an entry', () => {
  it('tells who, when, what, where, the plan and what came of it', () => {
    const entry = auditEntryOf(applied(), '2026-01-01T00:00:00.000Z');
    expect(entry).toMatchObject({
      who: 'Ada',
      time: '2026-01-01T00:00:00.000Z',
      verbs: ['connect'],
      outcome: 'done',
      hosts: [{ id: 'h', name: 'Host One' }],
      summary: 'Connect web to front',
      steps: 1,
      done: 1,
      detail: { plan: { steps: [{ cli: 'docker network connect front web' }] }, result: { outcome: 'done' } },
    });
    expect(auditEntrySchema.parse({ ...entry, id: 1 })).toEqual({ ...entry, id: 1 });
  });

  it('is refused where no engine was called, failed where one was and nobody knows what it did', () => {
    expect(outcome({ result: undefined, refusal, begun: false })).toBe('refused');
    expect(outcome({ result: undefined, refusal, begun: true })).toBe('failed');
    expect(outcome({ result: { outcome: 'partial', steps: [] } })).toBe('partial');
  });

  it('has the verbs of a sequence, each once', () => {
    const { action } = applied();
    if (action.kind !== 'connect') throw new Error('no connect');
    const { containerId, networkId } = action;
    const away = { kind: 'disconnect' as const, containerId, networkId };
    const sequence = { kind: 'sequence' as const, actions: [away, action, away] };
    expect(auditEntryOf(applied({ action: sequence }), 'now').verbs).toEqual(['disconnect', 'connect']);
  });

  it('is found by its commands, its host, its reason and the engine’s words', () => {
    const error = { code: 'address-in-use', message: 'Taken.', engine: 'Address already in use' };
    const words = searchWordsOf(
      auditEntryOf(
        applied({
          refusal,
          result: { outcome: 'failed', steps: [{ summary: 's', status: 'failed', error }] },
        }),
        'now',
      ),
    );
    for (const word of [
      'Ada',
      'Host One',
      'docker network connect',
      'Look again.',
      'Taken.',
      'already in use',
    ])
      expect(words).toContain(word);
    expect(searchWordsOf(auditEntryOf(applied({ who: 'x'.repeat(99_999) }), 'now')).length).toBe(65_536);
  });
});

describe('the record', () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });

  it('keeps an entry with the time', async () => {
    const kept: unknown[] = [];
    const store = { add: async (entry: unknown) => void kept.push(entry) };
    const record = createRecord({ store, log, now: () => Date.UTC(2026, 0, 2) });
    expect(await record(applied())).toBeUndefined();
    expect(kept).toMatchObject([{ time: '2026-01-02T00:00:00.000Z', who: 'Ada' }]);
  });

  it('says so where it can’t, never fails for it, and the log gets the entry', async () => {
    lines.length = 0;
    const full = new Failure({ code: 'storage-full', status: 507, message: 'The disk is full.' });
    for (const [error, told] of [
      [full, 'The disk is full.'],
      [new Error('odd'), 'log'],
    ] as const) {
      const record = createRecord({ store: { add: () => Promise.reject(error) }, log });
      expect(await record(applied())).toMatch(new RegExp(`could not be recorded.*${told}`));
    }
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('docker network connect front web');
  });
});
