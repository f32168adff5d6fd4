import { describe, expect, it } from 'vitest';
import { compareVersions } from './api-version.ts';

describe('compareVersions', () => {
  it('is by number, not by text', () => {
    expect(['1.41', '1.9', '2.0', '1.55'].sort(compareVersions)).toEqual(['1.9', '1.41', '1.55', '2.0']);
  });
});
