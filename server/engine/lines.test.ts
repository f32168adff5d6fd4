import { describe, expect, it } from 'vitest';
import { createLineSplitter } from './lines.ts';

describe('createLineSplitter', () => {
  it('puts lines together from parts and parts lines that come together', () => {
    const split = createLineSplitter(100);
    expect(split('a\nb\nc')).toEqual(['a', 'b']);
    expect(split('c')).toEqual([]);
    expect(split('\r\n\n')).toEqual(['cc']);
  });
  it('gives up on a line without end', () => {
    const split = createLineSplitter(10);
    expect(() => split('x'.repeat(11))).toThrow(/more than 10/);
  });
});
