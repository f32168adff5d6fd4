import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TlsSettings } from '#lib/topology/model.ts';
import type { ConfigFault } from './fault.ts';
import { readSmallFile } from './small-file.ts';

export type { TlsSettings };

const files = ['ca', 'cert', 'key'] as const;
const remedies = {
  ca: 'Name the PEM file of the authority that signed the engine’s certificate (ca.pem).',
  cert: 'Name the PEM file of Patchbay’s own certificate (cert.pem).',
  key: 'Name the PEM file of that certificate’s private key (key.pem), without a passphrase.',
};

/** The settings with their files' paths made absolute, from the folder they were written in. */
export function resolveTls(tls: TlsSettings, folder: string): TlsSettings {
  const resolved = { ...tls };
  for (const name of files) {
    const path = tls[name];
    if (path !== undefined) resolved[name] = resolve(folder, path);
  }
  return resolved;
}

/** The settings of a folder as the docker command lays it out: `ca.pem`, `cert.pem` and `key.pem`, those that are there. */
export function tlsOfFolder(folder: string): TlsSettings {
  const settings: TlsSettings = {};
  for (const name of files) {
    const path = join(folder, `${name}.pem`);
    if (existsSync(path)) settings[name] = path;
  }
  return settings;
}

/** Everything that is wrong with the files of these settings. `key` is where in the source they are. */
export function tlsFaults(source: string, key: string, tls: TlsSettings): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const say = (name: (typeof files)[number], message: string, remedy = remedies[name]) =>
    faults.push({ source, key: key ? `${key}.${name}` : name, message, remedy });

  const ca = readPem(tls.ca, certificates);
  const cert = readPem(tls.cert, certificates);
  const own = readPem(tls.key, createPrivateKey);
  if (ca?.ok === false) say('ca', ca.message);
  if (cert?.ok === false) say('cert', cert.message);
  if (own?.ok === false) say('key', own.message);
  if (tls.key !== undefined && tls.cert === undefined) say('cert', 'There is a key without its certificate.');
  if (tls.cert !== undefined && tls.key === undefined) say('key', 'There is a certificate without its key.');
  if (cert?.ok && own?.ok && cert.value[0]?.checkPrivateKey(own.value) === false) {
    say(
      'key',
      `${tls.key} is not the key of ${tls.cert}.`,
      'Name the key that this certificate was made for.',
    );
  }
  return faults;
}

type Pem<T> = { ok: true; value: T } | { ok: false; message: string };

function readPem<T>(path: string | undefined, parse: (text: string) => T): Pem<T> | undefined {
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readSmallFile(path);
  } catch (error) {
    return { ok: false, message: `The file can't be read (${wordsOf(error)}).` };
  }
  try {
    return { ok: true, value: parse(text) };
  } catch (error) {
    return { ok: false, message: `${path} holds no such PEM (${wordsOf(error)}).` };
  }
}

function certificates(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (!blocks) throw new Error('there is no BEGIN CERTIFICATE');
  return blocks.map((block) => new X509Certificate(block));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
