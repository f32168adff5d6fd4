import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A key that a known_hosts file holds for a host. */
export interface KnownKey {
  file: string;
  line: number;
  type: string;
  key: Buffer;
  revoked: boolean;
}

export type Verdict =
  | { kind: 'known' }
  | { kind: 'unknown' }
  | { kind: 'changed' | 'revoked'; entry: KnownKey };

/**
 * The keys that known_hosts files (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT") hold for a host: plain names, patterns,
 * negated and hashed ones, and `[host]:port` for other ports than 22. Certificate authorities are passed over.
 */
export function knownKeys(
  files: readonly { path: string; text: string }[],
  host: string,
  port: number,
): KnownKey[] {
  const name = knownName(host, port);
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((content, index): KnownKey[] => {
      const fields = content.trim().split(/\s+/);
      const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
      const [names, type, key] = fields;
      if (!names || !type || !key || names.startsWith('#') || marker === '@cert-authority') return [];
      if (!namesHost(names, name)) return [];
      const revoked = marker === '@revoked';
      return [{ file: path, line: index + 1, type, key: Buffer.from(key, 'base64'), revoked }];
    }),
  );
}

/** Whether a host that shows this key is who it was. */
export function judge(known: readonly KnownKey[], key: Buffer): Verdict {
  const same = known.filter((entry) => entry.key.equals(key));
  const revoked = same.find((entry) => entry.revoked);
  if (revoked) return { kind: 'revoked', entry: revoked };
  if (same.length > 0) return { kind: 'known' };
  const entry = known.find((one) => !one.revoked);
  return entry ? { kind: 'changed', entry } : { kind: 'unknown' };
}

/** A host as known_hosts writes it. */
export function knownName(host: string, port: number): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

/** A key's fingerprint as the ssh command shows it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type that a key in SSH's own format begins with. */
export function keyType(key: Buffer): string {
  return key.subarray(4, 4 + (key.length < 4 ? 0 : key.readUInt32BE(0))).toString('latin1');
}

function namesHost(names: string, name: string): boolean {
  if (names.startsWith('|1|')) return isHashOf(names, name);
  const patterns = names.split(',');
  const fits = (pattern: string) => patternOf(pattern).test(name);
  if (patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && fits(pattern));
}

/** `|1|salt|hash`: the hash is HMAC-SHA1 of the name, with the salt as its key. */
function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = '', hash = ''] = hashed.split('|');
  const wanted = Buffer.from(hash, 'base64');
  const found = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

function patternOf(pattern: string): RegExp {
  const escaped = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
