import { expect, it } from 'vitest';
import { mergeOnce } from './merge.ts';

it('[M1] merges no readings into nothing', () => {
  expect(mergeOnce([]).hosts).toEqual({});
});
