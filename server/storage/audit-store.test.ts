import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditFilter } from '#lib/wire/audit.ts';
import type { Applied } from '#server/actions/applied.ts';
import { createRecord } from '#server/audit/audit.ts';
import { auditEntryOf, searchWordsOf } from '#server/audit/audit-entry.ts';
import { auditEntry, auditPage } from '#server/audit/audit-page.ts';
import { applied } from '#server/audit/testdata.ts';
import { openStorage, type Storage } from './storage.ts';

let folder: string;
let storage: Storage;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-audit-'));
  storage = await openStorage(folder);
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const add = (time: string, more: Partial<Applied> = {}) => {
  const entry = auditEntryOf(applied(more), time);
  return storage.audit.add(entry, searchWordsOf(entry));
};
const refused = { result: undefined, begun: false, refusal: { code: 'x', message: '100% no_way' } };
const ids = async (filter: AuditFilter) =>
  (await storage.audit.heads({ filter, limit: 100 })).map(({ id }) => id);

describe('the audit log', () => {
  it('keeps entries from one run to the next, the newest first', async () => {
    await add(day(1));
    await add(day(2), { who: 'Bob' });
    await storage.close();
    storage = await openStorage(folder);
    const heads = await storage.audit.heads({ filter: {}, limit: 10 });
    expect(heads).toMatchObject([
      { id: 2, who: 'Bob', time: day(2) },
      { id: 1, who: 'Ada', time: day(1), hosts: [{ id: 'h', name: 'Host One' }], verbs: ['connect'] },
    ]);
    expect(heads[0]).not.toHaveProperty('detail');
    expect(await auditEntry(storage.audit, '1')).toMatchObject({
      id: 1,
      detail: { result: { outcome: 'done' } },
    });
    for (const none of ['3', '0', '-1', '1 or 1=1', '', '9'.repeat(30)])
      await expect(auditEntry(storage.audit, none)).rejects.toMatchObject({
        code: 'unknown-entry',
        status: 404,
      });
  });

  it('only grows: the database itself refuses to change, remove or replace an entry', async () => {
    await add(day(1));
    const raw = new DatabaseSync(join(folder, 'patchbay.sqlite'));
    const row = `values (1, '', '', '', '', '', '', '', 0, 0, '', '')`;
    for (const sql of [
      `update audit set who = 'nobody'`,
      'delete from audit',
      'delete from audit where id = 1',
      `insert or replace into audit ${row}`,
    ])
      expect(() => raw.exec(sql)).toThrow('the audit log only grows');
    raw.close();
    expect(await storage.audit.get(1)).toMatchObject({ who: 'Ada' });
  });

  it('that can’t be written is told in a sentence, and is written again once it can', async () => {
    const raw = new DatabaseSync(join(folder, 'patchbay.sqlite'));
    const record = createRecord({ store: storage.audit, log: pino({ level: 'silent' }) });
    raw.exec('begin exclusive');
    expect(await record(applied())).toMatch(/could not be recorded.*in use by another process/);
    raw.exec('rollback');
    raw.close();
    expect(await record(applied())).toBeUndefined();
    expect(await ids({})).toEqual([1]);
  });

  it('is read in pages of a bounded size, both ways', async () => {
    for (let at = 1; at <= 7; at++) await add(day(at));
    const page = async (query: { before?: number; after?: number }) => {
      const { entries, more } = await auditPage(storage.audit, { limit: 3, ...query });
      return [entries.map(({ id }) => id), more];
    };
    expect(await page({})).toEqual([[7, 6, 5], true]);
    expect(await page({ before: 5 })).toEqual([[4, 3, 2], true]);
    expect(await page({ before: 2 })).toEqual([[1], false]);
    expect(await page({ after: 7 })).toEqual([[], false]);
    expect(await page({ after: 5 })).toEqual([[7, 6], false]);
    expect(await page({ after: 2 })).toEqual([[5, 4, 3], true]);
  });

  it('is filtered by time, host, verb, outcome and words', async () => {
    const action = { kind: 'remove-network' as const, networkId: 'network:h/front' };
    await add(day(1));
    await add(day(2), {
      hosts: [
        { id: 'h-2', name: 'Two' },
        { id: 'h.3', name: 'Three' },
      ],
    });
    await add(day(3), { action, summary: 'Remove ÄTHER_net' });
    await add(day(4), refused);
    const cases: [AuditFilter, number[]][] = [
      [{}, [4, 3, 2, 1]],
      [{ from: day(2), to: day(4) }, [3, 2]],
      [{ from: '2026-01-03T02:00:00+02:00' }, [4, 3]],
      [{ host: 'h' }, [4, 3, 1]],
      [{ host: 'h.3' }, [2]],
      [{ host: 'h_3' }, []],
      [{ verb: 'remove-network' }, [3]],
      [{ outcome: 'refused' }, [4]],
      [{ text: 'äther' }, [3]],
      [{ text: 'THREE  ada' }, [2]],
      [{ text: '100%' }, [4]],
      [{ text: 'no_way' }, [4]],
      [{ text: '%' }, [4]],
      [{ text: 'noxway' }, []],
      [{ text: "'; drop table audit; --" }, []],
      [{ text: '\\' }, []],
      [{ verb: 'connect', outcome: 'done', host: 'h', text: 'web' }, [1]],
    ];
    for (const [filter, expected] of cases) expect([filter, await ids(filter)]).toEqual([filter, expected]);
    const all = await storage.audit.entriesAfter(1, { filter: { host: 'h' }, limit: 1 });
    expect(all.map(({ id }) => id)).toEqual([3]);
  });
});
