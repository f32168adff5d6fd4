import { shellQuote } from '#lib/actions/cli.ts';
import type { HostKey } from '#lib/wire/errors.ts';
import type { HostAddress } from '#server/config/host-url.ts';
import { EngineError, type EngineErrorKind } from './engine-error.ts';
import { explainConnection } from './explain-connection.ts';
import { fingerprint, keyType, knownName, type Verdict } from './known-hosts.ts';

export type SshAddress = Extract<HostAddress, { kind: 'ssh' }>;

/** How a far `docker system dial-stdio` ended that gave no answer. */
export interface FarEnd {
  exitCode: number | undefined;
  /** What it wrote on its standard error. */
  words: string;
}

/** The host does not show the key it is known by, or none is known. */
export function explainHostKey(
  { host, port, ssh }: SshAddress,
  key: Buffer,
  verdict: Exclude<Verdict, { kind: 'known' }>,
): EngineError {
  const name = knownName(host, port);
  const shown = `${keyType(key)} ${fingerprint(key)}`;
  const words = `host key ${shown}`;
  if (verdict.kind === 'unknown') {
    const file = ssh.knownHosts[0] ?? '~/.ssh/known_hosts';
    const line = `${name} ${keyType(key)} ${key.toString('base64')}`;
    const scan = `ssh-keyscan ${port === 22 ? '' : `-p ${port} `}${host} >> ${shellQuote(file)}`;
    return sentence(
      'ssh-host-key-unknown',
      `${name} is not among the known hosts, so Patchbay does not log in there. It shows the key ${shown}. ` +
        `Compare that with the host's own (cat /etc/ssh/ssh_host_*_key.pub | ssh-keygen -lf -, on that host), then add it: ${scan}`,
      words,
      { fingerprint: fingerprint(key), type: keyType(key), line, file },
    );
  }
  const { file, line } = verdict.entry;
  if (verdict.kind === 'revoked') {
    const message = `${name} shows a key that is marked as revoked (${file}, line ${line}): ${shown}. Don't trust what answers there; give the host a new key.`;
    return sentence('ssh-host-key-changed', message, words);
  }
  return sentence(
    'ssh-host-key-changed',
    `THE HOST KEY OF ${name} HAS CHANGED: it shows ${shown}, not what is in ${file}, line ${line}. ` +
      'Somebody may be posing as this host. Only if you know why it has a new key, remove the old one ' +
      `(ssh-keygen -R '${name}' -f ${file}) and add the new one.`,
    words,
  );
}

/** Logging in failed, or a login that was there broke. */
export function explainLogin(
  address: SshAddress,
  user: string,
  tried: string[],
  cause: unknown,
): EngineError {
  if (cause instanceof EngineError) return cause;
  const place = `${address.host}:${address.port}`;
  const words = cause instanceof Error ? cause.message : String(cause);
  const level = textOf(cause, 'level');
  if (level === 'client-authentication' || level === 'agent') {
    const keys = tried.length > 0 ? `Tried: ${tried.join(', ')}.` : 'There was no key to try.';
    const advice = `Add Patchbay's public key to ~${user}/.ssh/authorized_keys there, or give it another (ssh.identityFile, or ssh-add for the agent).`;
    return sentence(
      'ssh-key-refused',
      `${place} does not let Patchbay in as ${user}. ${keys} ${advice}`,
      words,
    );
  }
  if (level === 'client-timeout') {
    const message = `${place} does not answer by ssh. Check that the host is up, and that it is sshd that listens there.`;
    return sentence('engine-timeout', message, words);
  }
  switch (textOf(cause, 'code')) {
    case 'ECONNREFUSED': {
      const message = `Nothing listens at ${place}. Start sshd on that host, or correct the port in the URL.`;
      return sentence('connection-refused', message, words);
    }
    case 'ECONNRESET':
    case 'EPIPE':
    case '':
      return sentence(
        'ssh-failed',
        `No ssh session with ${place} comes about (${words}). Check that it is sshd that listens there, and its log.`,
        words,
      );
    default:
      return explainConnection(address, cause);
  }
}

/** We are in, but `docker system dial-stdio` there leads to no engine. */
export function explainFarEnd({ host }: SshAddress, user: string, { exitCode, words }: FarEnd): EngineError {
  if (
    exitCode === 127 ||
    /command not found|docker: not found|No such file or directory.*docker$/i.test(words)
  ) {
    const message = `There is no docker command for ${user} on ${host}. Install Docker's client there (docker-cli), or put it on the PATH of ssh sessions.`;
    return sentence('ssh-no-docker', message, words);
  }
  if (/permission denied/i.test(words)) {
    const message = `${user} may not use the engine on ${host}. Add that user to the docker group there (usermod -aG docker ${user}).`;
    return sentence('permission-denied', message, words);
  }
  if (/is not a docker command|unknown (shorthand )?(flag|command)/i.test(words)) {
    const message = `The docker command on ${host} is too old for ssh: it knows no "system dial-stdio". Update it to 18.09 or newer.`;
    return sentence('ssh-no-docker', message, words);
  }
  if (/cannot connect to the docker daemon|connection refused|no such file or directory/i.test(words)) {
    const message = `No engine runs on ${host}, or not where the docker command looks for it. Start it (systemctl start docker).`;
    return sentence('connection-refused', message, words);
  }
  const how = words || (exitCode === undefined ? 'it was ended' : `exit code ${exitCode}`);
  const message = `"docker system dial-stdio" on ${host} does not lead to an engine (${how}). Try it there by hand, as ${user}.`;
  return sentence('ssh-failed', message, words);
}

function sentence(kind: EngineErrorKind, message: string, words: string, hostKey?: HostKey): EngineError {
  return new EngineError({ kind, message, ...(words ? { words } : {}), ...(hostKey ? { hostKey } : {}) });
}

function textOf(cause: unknown, name: 'level' | 'code'): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return textOf(cause.errors[0], name);
  const value =
    typeof cause === 'object' && cause !== null
      ? Object.entries(cause).find(([key]) => key === name)
      : undefined;
  return typeof value?.[1] === 'string' ? value[1] : '';
}
