import { describe, expect, it } from 'vitest';
import { pruneFiltersSchema } from '#lib/actions/schema.ts';
import { filtersOf, noPruneFields } from './prune-fields.ts';

const at = Date.UTC(2026, 0, 10);
const fields = (more: Partial<typeof noPruneFields>) => filtersOf({ ...noPruneFields, at, ...more });

describe('the fields of a prune', () => {
  it('ask for nothing where nothing is typed', () => {
    for (const empty of [{}, { until: '  ', labels: '  ' }])
      expect(fields(empty)).toEqual({ filters: {}, errors: {} });
  });

  it('count back from when they were typed', () => {
    const cases = {
      '30s': '2026-01-09T23:59:30.000Z',
      '90 m': '2026-01-09T22:30:00.000Z',
      '24h': '2026-01-09T00:00:00.000Z',
      '2d': '2026-01-08T00:00:00.000Z',
      '1w': '2026-01-03T00:00:00.000Z',
    };
    for (const [until, expected] of Object.entries(cases)) {
      const { filters, errors } = fields({ until });
      expect([until, filters, errors]).toEqual([until, { until: expected }, {}]);
      expect(pruneFiltersSchema.parse(filters)).toEqual(filters);
    }
  });

  it('say what is wrong with an age', () => {
    for (const until of ['24', 'h', '1y', '-1h', '1.5h', '9999999h']) {
      const { filters, errors } = fields({ until });
      expect(errors.until).toContain('such as 24h');
      expect(filters).toEqual({});
    }
  });

  it('part wanted labels from unwanted ones', () => {
    expect(fields({ labels: 'env=test  !keep\t!a=b team' })).toEqual({
      filters: { labels: ['env=test', 'team'], notLabels: ['keep', 'a=b'] },
      errors: {},
    });
    expect(fields({ labels: 'env !' })).toMatchObject({
      filters: { labels: ['env'] },
      errors: { labels: expect.stringContaining('exclamation mark') },
    });
  });
});
