import { type SshSettings, usualSsh } from './ssh-settings.ts';
import type { TlsSettings } from './tls-settings.ts';

/** Where an engine listens, and how it is spoken to. */
export type HostAddress =
  | { kind: 'unix'; path: string }
  | { kind: 'tcp'; host: string; port: number; tls?: TlsSettings }
  | { kind: 'ssh'; user?: string; host: string; port: number; ssh: SshSettings };

export type ParsedHostUrl =
  | { ok: true; url: string; address: HostAddress }
  | { ok: false; message: string; remedy: string };

const supported = 'Give unix:///path/to/docker.sock, tcp://host:2376 or ssh://user@host.';
// sockaddr_un holds 108 bytes with the closing zero.
const longestSocketPath = 107;

/** What a URL can't say of the way to a host. With TLS the usual port of TCP is another. */
export interface Ways {
  tls?: TlsSettings | undefined;
  ssh?: SshSettings | undefined;
}

/** Reads an engine's URL as Docker writes it. */
export function parseHostUrl(text: string, ways: Ways = {}): ParsedHostUrl {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'unix') return parseUnix(text);
  if (scheme === 'tcp') return parseTcp(text, ways.tls);
  if (scheme === 'ssh') return parseSsh(text, ways.ssh ?? usualSsh(process.env));
  if (scheme === 'http' || scheme === 'https') {
    return bad(
      `${scheme}:// is not what Docker writes.`,
      'Write tcp://host:port, for TLS with `tls` beside it.',
    );
  }
  if (scheme === undefined) return bad(`"${shown(text)}" is not a URL.`, supported);
  return bad(`${scheme}:// is not supported yet.`, supported);
}

function parseUnix(text: string): ParsedHostUrl {
  const path = text.slice('unix://'.length);
  if (!path.startsWith('/')) {
    return bad(
      `"${shown(text)}" names no absolute path.`,
      'Write three slashes: unix:///var/run/docker.sock.',
    );
  }
  if (path.includes('\0')) return bad('The socket path holds a zero byte.', supported);
  if (Buffer.byteLength(path) > longestSocketPath) {
    return bad(
      `The socket path is longer than the ${longestSocketPath} bytes a socket can have.`,
      'Use a shorter path, by a symbolic link for instance.',
    );
  }
  return { ok: true, url: `unix://${path}`, address: { kind: 'unix', path } };
}

function parseTcp(text: string, tls: TlsSettings | undefined): ParsedHostUrl {
  const url = parsePlace(text, 'tcp://host:port');
  if (!(url instanceof URL)) return url;
  if (url.username || url.password) {
    return bad(
      'The URL holds credentials, which Docker does not use and which would be shown.',
      'Remove them.',
    );
  }
  const port = url.port ? Number(url.port) : tls ? 2376 : 2375;
  const host = bare(url.hostname);
  const address = { kind: 'tcp' as const, host, port, ...(tls ? { tls } : {}) };
  return { ok: true, url: `tcp://${url.hostname}:${port}`, address };
}

function parseSsh(text: string, ssh: SshSettings): ParsedHostUrl {
  const url = parsePlace(text, 'ssh://user@host:port');
  if (!(url instanceof URL)) return url;
  if (url.password) {
    return bad(
      'The URL holds a password, which Patchbay does not log in with and which would be shown.',
      'Remove it; give a key (ssh.identityFile) or use an ssh-agent.',
    );
  }
  if (!/^[\w.@\\+-]*\$?$/.test(decodeURIComponent(url.username))) {
    return bad('The user in the URL has characters that no user name has.', 'Give ssh://user@host.');
  }
  const port = url.port ? Number(url.port) : 22;
  const user = url.username ? { user: decodeURIComponent(url.username) } : {};
  const shownUser = url.username ? `${url.username}@` : '';
  const shownPort = port === 22 ? '' : `:${port}`;
  return {
    ok: true,
    url: `ssh://${shownUser}${url.hostname}${shownPort}`,
    address: { kind: 'ssh', ...user, host: bare(url.hostname), port, ssh },
  };
}

/** The URL of a host and port, with nothing after them. */
function parsePlace(text: string, form: string): URL | ParsedHostUrl {
  let url: URL;
  try {
    url = new URL(text);
    decodeURIComponent(url.username);
  } catch {
    return bad(`"${shown(text)}" is not a valid URL.`, `Give ${form}, the port between 1 and 65535.`);
  }
  if (!url.hostname) return bad(`"${shown(text)}" names no host.`, supported);
  if ((url.pathname && url.pathname !== '/') || url.search || url.hash) {
    return bad('The URL goes on after the port.', `Give only ${form}.`);
  }
  // Names end up in commands that people are told to run.
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9_][a-z0-9._-]*)$/i.test(url.hostname)) {
    return bad(`"${shown(text)}" names a host that can't be one.`, `Give ${form}.`);
  }
  if (url.port === '0') return bad('Port 0 is no port.', 'Give a port between 1 and 65535.');
  return url;
}

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** What was written, without what may be a password. */
function shown(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//…@');
}

function bad(message: string, remedy: string): ParsedHostUrl {
  return { ok: false, message, remedy };
}
