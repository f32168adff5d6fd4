import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveTls, tlsFaults, tlsOfFolder } from './tls-settings.ts';

/** A certificate whose key nobody has any more, valid until 2126. */
const certificate = `
-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUQcKt2h2xOG+47RyvV+/SZfPu6oAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJdW5pdCB0ZXN0MCAXDTI2MTEyMDEyNTYzMFoYDzIxMjYxMDI3
MTI1NjMwWjAUMRIwEAYDVQQDDAl1bml0IHRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATDttjT+/qY9DrQIcXCkcApX7zFQx5Xt8D3zL36LxjUuZpcolvYrTNr
85qSywtk3L7n+8OTPAd+Ula+fHoZMdA9o1MwUTAdBgNVHQ4EFgQURiFK6Eo4u6gf
li4R/dz4B+t23ckwHwYDVR0jBBgwFoAURiFK6Eo4u6gfli4R/dz4B+t23ckwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBxM3uX/AfsBqMpnotey7DE
pofo/8AOvQ3yPSNAqmB4BgIgFtaYoXEOYdOoUwgBT5JDnHP9NLQ8B4xAG4ST8fdB
gaw=
-----END CERTIFICATE-----
`;

let folder: string;
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const someKey = (passphrase?: string) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const locked = passphrase ? { cipher: 'aes-256-cbc', passphrase } : {};
  return privateKey.export({ format: 'pem', type: 'pkcs8', ...locked }).toString();
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-tls-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('tlsFaults', () => {
  const faultsOf = (tls: Parameters<typeof tlsFaults>[2]) =>
    tlsFaults('patchbay.yaml', 'hosts[0].tls', tls).map(({ key, message }) => [key, message]);

  it('finds none in an authority alone, or in nothing', () => {
    expect(faultsOf({ ca: file('ca.pem', certificate) })).toEqual([]);
    expect(faultsOf({ insecureSkipVerify: true })).toEqual([]);
  });

  it('tells all that is wrong with the files at once', () => {
    const tls = {
      ca: file('ca.pem', 'nothing of the kind'),
      cert: join(folder, 'missing.pem'),
      key: file('key.pem', someKey('secret')),
    };
    expect(faultsOf(tls)).toEqual([
      ['hosts[0].tls.ca', expect.stringContaining('no BEGIN CERTIFICATE')],
      ['hosts[0].tls.cert', expect.stringContaining('ENOENT')],
      ['hosts[0].tls.key', expect.stringContaining('holds no such PEM')],
    ]);
  });

  it('wants certificate and key together, and of each other', () => {
    const cert = file('cert.pem', certificate);
    const key = file('key.pem', someKey());
    expect(faultsOf({ cert })).toEqual([['hosts[0].tls.key', expect.stringContaining('without its key')]]);
    expect(faultsOf({ key })).toEqual([
      ['hosts[0].tls.cert', expect.stringContaining('without its certificate')],
    ]);
    expect(faultsOf({ cert, key })).toEqual([
      ['hosts[0].tls.key', expect.stringContaining('is not the key of')],
    ]);
  });

  it('takes a bundle of authorities, each of which must be one', () => {
    expect(faultsOf({ ca: file('two.pem', certificate + certificate) })).toEqual([]);
    const broken = certificate.replace(/\n[A-Za-z0-9+/]{64}\n/, '\n');
    expect(faultsOf({ ca: file('bad.pem', certificate + broken) })).toHaveLength(1);
  });
});

it('paths are from the folder they were written in', () => {
  const tls = resolveTls({ ca: 'certs/ca.pem', key: '/k.pem', serverName: 'box' }, '/etc/patchbay');
  expect(tls).toEqual({ ca: '/etc/patchbay/certs/ca.pem', key: '/k.pem', serverName: 'box' });
});

it('a folder of the docker command gives what is in it', () => {
  expect(tlsOfFolder(folder)).toEqual({});
  const [ca, key] = [file('ca.pem', ''), file('key.pem', '')];
  expect(tlsOfFolder(folder)).toEqual({ ca, key });
});
