import { describe, expect, it } from 'vitest';
import { nonceOf } from './nonce.ts';

describe('the nonce of a request', () => {
  it.each([
    [{ 'x-nonce': 'abc' }, 'abc'],
    [{ 'content-security-policy': "script-src 'self' 'nonce-q+/8_-=='; img-src 'self'" }, 'q+/8_-=='],
    [{ 'content-security-policy': "script-src 'self'" }, undefined],
    [{}, undefined],
  ])('of %o is %s', (headers, nonce) => {
    expect(nonceOf(new Headers(headers as Record<string, string>))).toBe(nonce);
  });
});
