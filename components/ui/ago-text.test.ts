import { describe, expect, it } from 'vitest';
import { clockText, dateText, spanText } from './ago-text.ts';

describe('times in words', () => {
  it.each([
    [-5_000, '0 s'],
    [12_900, '12 s'],
    [60_000, '1 min'],
    [3 * 3_600_000, '3 h'],
    [50 * 3_600_000, '2 d'],
  ])('%i ms is %s', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  it('are in the zone of the reader', () => {
    const date = new Date(2026, 10, 20, 12, 31, 5);
    expect(clockText(date.getTime())).toBe('12:31:05');
    expect(dateText(date.toISOString())).toBe('2026-11-20 12:31:05');
    expect(dateText('soon')).toBe('soon');
  });
});
