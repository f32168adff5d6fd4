import { expect, it } from 'vitest';
import { hostWarnings } from './host-warnings.ts';

const codes = (...address: Parameters<typeof hostWarnings>) =>
  hostWarnings(...address).map(({ code }) => code);

it.each([
  ['10.0.0.5', ['plain-tcp']],
  ['box.lan', ['plain-tcp']],
  ['fd00::1', ['plain-tcp']],
  ['127.0.0.1', []],
  ['::1', []],
  ['localhost', []],
])('plain TCP to %s', (host, expected) => {
  expect(codes({ kind: 'tcp', host, port: 2375 })).toEqual(expected);
});

it('TLS is fine, unless nothing is checked', () => {
  const tcp = { kind: 'tcp' as const, host: '10.0.0.5', port: 2376 };
  expect(codes({ ...tcp, tls: { ca: '/ca.pem' } })).toEqual([]);
  expect(codes({ ...tcp, tls: { insecureSkipVerify: true } })).toEqual(['unverified-tls']);
});

it('a socket is fine', () => {
  expect(codes({ kind: 'unix', path: '/docker.sock' })).toEqual([]);
});
