import type { PruneFilters } from '#lib/actions/schema.ts';

/** What a person typed to filter what is pruned. */
export interface PruneFields {
  until: string;
  labels: string;
  /** When it was typed, in milliseconds since 1970. */
  at: number;
}

export const noPruneFields: PruneFields = { until: '', labels: '', at: 0 };

const units = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

/** The filters that the fields ask for, and what is wrong with them. */
export function filtersOf({ until, labels, at }: PruneFields): {
  filters: PruneFilters;
  errors: Partial<Record<'until' | 'labels', string>>;
} {
  const filters: PruneFilters = {};
  const errors: Partial<Record<'until' | 'labels', string>> = {};
  if (until.trim()) {
    const ago = /^(\d{1,6})\s*([smhdw])$/.exec(until.trim());
    const unit = units[(ago?.[2] ?? 'h') as keyof typeof units];
    if (ago) filters.until = new Date(at - Number(ago[1]) * unit * 1_000).toISOString();
    else errors.until = 'Give a number with s, m, h, d or w behind it, such as 24h.';
  }
  const words = labels.split(/\s+/).filter(Boolean);
  const wanted = words.filter((word) => !word.startsWith('!'));
  const unwanted = words.filter((word) => word.startsWith('!')).map((word) => word.slice(1));
  if (unwanted.includes('')) errors.labels = 'Name the label behind the exclamation mark.';
  if (wanted.length > 0) filters.labels = wanted;
  if (unwanted.length > 0 && !errors.labels) filters.notLabels = unwanted;
  return { filters, errors };
}
