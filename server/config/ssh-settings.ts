import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { OwnSshSettings } from '#lib/topology/model.ts';
import type { ConfigFault } from './fault.ts';
import { readSmallFile } from './small-file.ts';

/** With what Patchbay logs in by ssh, and by what it knows a host. */
export interface SshSettings {
  /** The socket of an ssh-agent; it is asked before the files. */
  agent?: string;
  /** Private keys to try, in this order. */
  identityFiles: string[];
  /** What is in none of these is not connected to. */
  knownHosts: string[];
}

export type { OwnSshSettings };

type Environment = Record<string, string | undefined>;

/** What the ssh command uses unless it is told: the agent, the user's keys, the user's and the machine's known hosts. */
export function usualSsh(env: Environment): SshSettings {
  const folder = join(env.HOME || homedir(), '.ssh');
  return {
    ...(env.SSH_AUTH_SOCK ? { agent: env.SSH_AUTH_SOCK } : {}),
    identityFiles: ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => join(folder, name)),
    knownHosts: [join(folder, 'known_hosts'), '/etc/ssh/ssh_known_hosts'],
  };
}

/** The usual settings with a host's own in their place. A key of its own is the only one tried. */
export function resolveSsh(own: OwnSshSettings, folder: string, env: Environment): SshSettings {
  const { agent, identityFiles, knownHosts } = usualSsh(env);
  const { identityFile: key, knownHosts: known } = own;
  return {
    ...(agent && key === undefined ? { agent } : {}),
    identityFiles: key === undefined ? identityFiles : [resolve(folder, key)],
    knownHosts: known === undefined ? knownHosts : [resolve(folder, known)],
  };
}

/** A host's own settings with their paths made absolute, from the folder they were written in. */
export function resolveOwnSsh(own: OwnSshSettings, folder: string): OwnSshSettings {
  const { identityFile, knownHosts } = own;
  return {
    ...(identityFile === undefined ? {} : { identityFile: resolve(folder, identityFile) }),
    ...(knownHosts === undefined ? {} : { knownHosts: resolve(folder, knownHosts) }),
  };
}

/** Everything that is wrong with the files a host names itself. `key` is where in the source they are. */
export function sshFaults(source: string, key: string, own: OwnSshSettings, folder: string): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (own.knownHosts !== undefined) {
    try {
      readSmallFile(resolve(folder, own.knownHosts));
    } catch (error) {
      const remedy = 'Make it by ssh-keyscan, or leave this out to use ~/.ssh/known_hosts.';
      faults.push({ source, key: `${key}.knownHosts`, message: unreadable(error), remedy });
    }
  }
  if (own.identityFile !== undefined) {
    const fault = identityFault(resolve(folder, own.identityFile));
    if (fault) faults.push({ source, key: `${key}.identityFile`, ...fault });
  }
  return faults;
}

function identityFault(path: string): Pick<ConfigFault, 'message' | 'remedy'> | undefined {
  const remedy = 'Name a private key of OpenSSH, such as ~/.ssh/id_ed25519 written out.';
  let text: string;
  try {
    text = readSmallFile(path);
  } catch (error) {
    return { message: unreadable(error), remedy };
  }
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { message: 'This is no private key.', remedy };
  if (!isLocked(text)) return undefined;
  return {
    message: 'This key has a passphrase, for which nobody could be asked.',
    remedy: 'Load it into an ssh-agent (ssh-add) and leave this out, or make a key for Patchbay alone.',
  };
}

/** Whether a private key has a passphrase: PEM says so in its head, OpenSSH's format by the name of its cipher. */
function isLocked(text: string): boolean {
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(text)) return true;
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)-----END/.exec(text)?.[1];
  if (body === undefined) return false;
  const bytes = Buffer.from(body, 'base64');
  const start = 'openssh-key-v1\0'.length + 4;
  return bytes.subarray(start, start + 4).toString('latin1') !== 'none';
}

function unreadable(error: unknown): string {
  return `The file can't be read (${error instanceof Error ? error.message : String(error)}).`;
}
