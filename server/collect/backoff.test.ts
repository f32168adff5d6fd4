import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';

describe('backoff', () => {
  const middle = () => 0.5;
  it('begins at 0.3 s and stays within two seconds for minutes', () => {
    expect(backoff(0, 0, middle)).toBe(300);
    for (let attempt = 0; attempt < 100; attempt++) {
      expect(backoff(attempt, attempt * 2_000, () => 0.999)).toBeLessThanOrEqual(attempt < 100 ? 2_400 : 0);
    }
  });
  it('grows to ten seconds when an engine is away for long', () => {
    expect(backoff(200, 6 * 60_000, middle)).toBe(10_000);
    expect(backoff(10_000, 86_400_000, () => 0.999)).toBeLessThanOrEqual(12_000);
  });
  it('is jittered', () => {
    expect(backoff(0, 0, () => 0)).toBe(240);
    expect(backoff(0, 0, () => 0.999)).toBe(360);
  });
});
