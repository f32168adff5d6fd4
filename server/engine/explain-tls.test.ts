import { expect, it } from 'vitest';
import { explainTls } from './explain-tls.ts';

const address = { kind: 'tcp', host: 'box', port: 2376, tls: { ca: '/ca.pem' } } as const;
const failure = (code: string, words = code) => Object.assign(new Error(words), { code });

it.each([
  ['PATCHBAY_TLS_FILE', 'tls-files'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-unknown-authority'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-unknown-authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-unknown-authority'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-name'],
  ['CERT_HAS_EXPIRED', 'tls-expired'],
  ['CERT_NOT_YET_VALID', 'tls-expired'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-not-spoken'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-certificate'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-client-certificate'],
  ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'tls-client-certificate'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tls-client-certificate'],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'tls-client-certificate'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-refused'],
  ['ERR_SSL_SOMETHING_NEW', 'tls-refused'],
])('%s is %s', (code, kind) => {
  const [found, sentence] = explainTls(address, failure(code)) ?? [];
  expect(found).toBe(kind);
  expect(sentence).toMatch(/^[A-Z`a-z].{30,}[.]$/);
});

it('reads OpenSSL’s words where Node gives no code', () => {
  const words = 'write EPROTO 40FD:error:0A00010B:SSL routines:validate:wrong version number:../ssl.c:77:\n';
  expect(explainTls(address, failure('EPROTO', words))?.[0]).toBe('tls-not-spoken');
});

it('knows an expired certificate of ours by the engine’s word', () => {
  const own = { ...address, tls: { cert: '/none.pem', key: '/none-key.pem' } };
  const [kind] = explainTls(own, failure('ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED')) ?? [];
  expect(kind).toBe('tls-client-expired');
});

it('names what the certificate is for', () => {
  const wrong = Object.assign(failure('ERR_TLS_CERT_ALTNAME_INVALID'), {
    cert: { subjectaltname: 'DNS:a.example, DNS:b.example' },
  });
  expect(explainTls(address, wrong)?.[1]).toContain('DNS:a.example, DNS:b.example');
});

it('leaves everything else, and plain TCP, to others', () => {
  expect(explainTls(address, failure('ECONNREFUSED'))).toBeUndefined();
  expect(explainTls({ kind: 'tcp', host: 'box', port: 2375 }, failure('CERT_HAS_EXPIRED'))).toBeUndefined();
});
