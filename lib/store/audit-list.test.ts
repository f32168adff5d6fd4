import { describe, expect, it } from 'vitest';
import type { AuditHead } from '../wire/audit.ts';
import {
  fieldsOfQuery,
  filterQuery,
  firstPage,
  noFields,
  queryOfFields,
  withNewer,
  withOlder,
} from './audit-list.ts';

const head = (id: number): AuditHead => ({
  id,
  time: '2026-01-01T00:00:00.000Z',
  who: 'Ada',
  verbs: ['connect'],
  outcome: 'done',
  hosts: [],
  summary: `entry ${id}`,
  steps: 1,
  done: 1,
});
const page = (ids: number[], more = false) => ({ entries: ids.map(head), more });
const ids = ({ entries }: { entries: readonly AuditHead[] }) => entries.map(({ id }) => id);

describe('what was read of the audit log', () => {
  it('grows at both ends, without gaps and without anything twice', () => {
    const first = firstPage(page([5, 4], true));
    expect(first.older).toBe(true);
    const longer = withOlder(first, page([4, 3, 2], false));
    expect([ids(longer), longer.older]).toEqual([[5, 4, 3, 2], false]);
    const newer = withNewer(longer, page([7, 6, 5]));
    expect([ids(newer), newer.older]).toEqual([[7, 6, 5, 4, 3, 2], false]);
    expect(withNewer(newer, page([]))).toBe(newer);
    expect(ids(withNewer(firstPage(page([])), page([1])))).toEqual([1]);
  });
});

describe('what a person chose to see', () => {
  it('lives in the URL', () => {
    const fields = { ...noFields, text: 'a b&c', host: 'web-1', from: '2026-01-02T03:04' };
    expect(fieldsOfQuery(queryOfFields(fields))).toEqual(fields);
    expect(queryOfFields(noFields)).toBe('');
    expect(fieldsOfQuery('?other=1')).toEqual(noFields);
  });

  it('is asked for in every zone’s time, and without what is not typed to the end', () => {
    const local = '2026-01-02T03:04';
    expect(filterQuery({ ...noFields, text: ' web ', from: local, to: '2026-' })).toMatchObject({
      text: 'web',
      from: new Date(local).toISOString(),
    });
    expect(filterQuery({ ...noFields, text: '  ', to: 'soon' })).toEqual({});
  });
});
