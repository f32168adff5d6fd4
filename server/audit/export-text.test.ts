import { describe, expect, it } from 'vitest';
import { auditEntrySchema } from '#lib/wire/audit.ts';
import { auditEntryOf } from './audit-entry.ts';
import { csvRow } from './csv.ts';
import { exportText } from './export-text.ts';
import { applied } from './testdata.ts';

const entries = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    ...auditEntryOf(applied({ who: `=1+${at}` }), '2026-01-01T00:00:00.000Z'),
    id: at + 1,
  }));
const storeOf = (count: number) => {
  const asked: number[] = [];
  const entriesAfter = async (after: number, { limit }: { limit: number }) => {
    asked.push(limit);
    return entries(count).slice(after, after + limit);
  };
  return { store: { entriesAfter }, asked };
};

describe('CSV', () => {
  it('quotes what needs it', () => {
    expect(csvRow(['plain', 'a,b', 'say "no"', 'two\nlines', '', 7])).toBe(
      'plain,"a,b","say ""no""","two\nlines",,7\r\n',
    );
  });

  it('has no cell that a spreadsheet would run', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝'])
      expect(csvRow([`${start}cmd|' /C calc'!A0`])).toMatch(/^"?'/);
    expect(csvRow(['=1,2'])).toBe(`"'=1,2"\r\n`);
    expect(csvRow([-1])).toBe('-1\r\n');
  });
});

describe('an export', () => {
  it('has each entry once, the oldest first, and holds few of them at a time', async () => {
    const { store, asked } = storeOf(250);
    const parts: string[] = [];
    for await (const part of exportText(store, 'jsonl', {})) parts.push(part);
    const lines = parts.join('').trimEnd().split('\n');
    const ids = lines.map((line) => auditEntrySchema.parse(JSON.parse(line)).id);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
    expect(Math.max(...asked)).toBeLessThanOrEqual(100);
  });

  it('of nothing is a header line, or nothing', async () => {
    for (const [format, lines] of [
      ['csv', 1],
      ['jsonl', 0],
    ] as const) {
      const parts: string[] = [];
      for await (const part of exportText(storeOf(0).store, format, {})) parts.push(part);
      expect(parts).toHaveLength(lines);
    }
  });

  it('as CSV has a line for each entry, safe for spreadsheets', async () => {
    const parts: string[] = [];
    for await (const part of exportText(storeOf(2).store, 'csv', {})) parts.push(part);
    const [header, first] = parts.join('').split('\r\n');
    expect(header).toBe('id,time,who,verbs,outcome,hosts,summary,steps,done,commands,errors');
    expect(first).toBe(
      "1,2026-01-01T00:00:00.000Z,'=1+0,connect,done,Host One,Connect web to front,1,1,docker network connect front web,",
    );
  });
});
