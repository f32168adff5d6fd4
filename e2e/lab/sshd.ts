import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { run } from './run.ts';

/** Debian's sshd in a host of the lab. It ends with its host. */
export interface Sshd {
  readonly port: number;
  /** What is logged of it so far. */
  log(): string;
  /** A line for known_hosts. */
  readonly knownHost: string;
  /** Ends the sessions it has. */
  endSessions(): Promise<void>;
  /** Ends it and the sessions it has. */
  stop(): Promise<void>;
  /** Starts it again with the same key. */
  start(): Promise<void>;
}

export interface SshdOptions {
  readonly port: number;
  /** Further lines of its configuration. */
  readonly lines?: readonly string[];
}

/**
 * Starts sshd in a host, with keys of its own in `folder`. Whoever has a key of `folder/authorized_keys` gets in as
 * any user; a password never does.
 */
export async function startSshd(lab: Lab, host: number, folder: string, options: SshdOptions): Promise<Sshd> {
  const address = lab.hosts().find(({ index }) => index === host)?.address ?? '';
  const { port, lines = [] } = options;
  const file = (name: string) => join(folder, `${name}-${port}`);
  const key = await makeSshKey(file('hostkey'));
  writeFileSync(
    file('config'),
    [
      ...[`Port ${port}`, `ListenAddress ${address}`, `HostKey ${key.path}`, `PidFile ${file('pid')}`],
      ...[`AuthorizedKeysFile ${join(folder, 'authorized_keys')}`, 'PermitRootLogin prohibit-password'],
      ...['StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no'],
      ...lines,
      // After the others, since the first one counts. The shell of a session would read this machine's own .bashrc.
      `SetEnv HOME=${folder}`,
      '',
    ].join('\n'),
  );
  await lab.exec(host, 'mkdir', '-p', '/run/sshd');
  const start = async () => {
    await lab.exec(host, '/usr/sbin/sshd', '-f', file('config'), '-E', file('log'));
  };
  await start();
  return {
    port,
    log: () => readFileSync(file('log'), 'utf8'),
    knownHost: `${port === 22 ? address : `[${address}]:${port}`} ${key.publicKey}\n`,
    endSessions: async () => {
      const pid = readFileSync(file('pid'), 'utf8').trim();
      await lab.exec(host, 'sh', '-c', `kill $(pgrep -P ${pid})`);
    },
    stop: async () => {
      const pid = readFileSync(file('pid'), 'utf8').trim();
      await lab.exec(host, 'sh', '-c', `kill ${pid} $(pgrep -P ${pid})`);
    },
    start,
  };
}

/** Makes a key pair without a passphrase; the public one as authorized_keys and known_hosts take it. */
export async function makeSshKey(path: string): Promise<{ path: string; publicKey: string }> {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', path]);
  return { path, publicKey: readFileSync(`${path}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ') };
}
