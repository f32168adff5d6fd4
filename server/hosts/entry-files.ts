import { homedir } from 'node:os';
import { join } from 'node:path';
import type { OwnSshSettings, TlsSettings } from '#lib/topology/model.ts';
import type { HostEntry } from '#lib/wire/hosts.ts';
import type { Ways } from '#server/config/host-url.ts';
import { resolveSsh, sshFaults } from '#server/config/ssh-settings.ts';
import { tlsFaults } from '#server/config/tls-settings.ts';

/** What an entry says of the way to its host beside the URL, with whole paths, and what is wrong with it by field. */
export interface CheckedFiles {
  tls?: TlsSettings;
  ssh?: OwnSshSettings;
  /** Named as in the entry: `tls.ca`, `ssh.knownHosts`. */
  fields: Record<string, string>;
}

/** Judges the settings of TLS and ssh of an entry. What they name is read, to be told now and not when it is needed. */
export function checkFiles({ url, tls, ssh }: Pick<HostEntry, 'url' | 'tls' | 'ssh'>): CheckedFiles {
  const fields: Record<string, string> = {};
  const say = (field: string, message: string) => {
    fields[field] ??= message;
  };
  const whole = <T extends object>(group: string, settings: T): T => {
    const read = Object.entries(settings).map(([name, text]) => {
      const judged = name === 'serverName' ? judgeName(String(text)) : judgePath(String(text));
      if (!judged.ok) say(`${group}.${name}`, judged.message);
      return [name, judged.ok ? judged.value : undefined] as const;
    });
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as T;
  };
  const misplaced = (group: string, scheme: string) => {
    if (!url.trim().toLowerCase().startsWith(scheme)) {
      say(group, `This is for URLs that begin with ${scheme} only. Leave it out, or give such a URL.`);
    }
  };

  const checked: CheckedFiles = { fields };
  if (tls) {
    misplaced('tls', 'tcp://');
    checked.tls = whole('tls', tls);
    for (const fault of tlsFaults('', 'tls', checked.tls)) say(fault.key, `${fault.message} ${fault.remedy}`);
  }
  if (ssh) {
    misplaced('ssh', 'ssh://');
    const own = whole('ssh', ssh);
    if (Object.keys(own).length > 0) checked.ssh = own;
    for (const fault of sshFaults('', 'ssh', own, '/')) say(fault.key, `${fault.message} ${fault.remedy}`);
  }
  return checked;
}

/** As the URL's reader wants it. */
export function waysOf({ tls, ssh }: { tls?: TlsSettings; ssh?: OwnSshSettings }): Ways {
  return { tls, ssh: resolveSsh(ssh ?? {}, '/', process.env) };
}

type Judged = { ok: true; value: string } | { ok: false; message: string };

/** The words never hold what was given: it may be the secret itself. */
function judgePath(text: string): Judged {
  const path = text.trim();
  if (/-----BEGIN|\p{C}/u.test(path)) {
    return { ok: false, message: 'Give the path of the file, not what is in it. Nothing of it was kept.' };
  }
  if (path.startsWith('~/')) return { ok: true, value: join(process.env.HOME || homedir(), path.slice(2)) };
  if (path.startsWith('/')) return { ok: true, value: path };
  const message = 'Give the whole path, from / or ~/ on, of a file on the machine that Patchbay runs on.';
  return { ok: false, message };
}

function judgeName(text: string): Judged {
  const name = text.trim();
  if (/^[a-z0-9_][a-z0-9_.-]*$|^[0-9a-f:.]+$/i.test(name)) return { ok: true, value: name };
  return { ok: false, message: 'Give a host name or an address, as it is in the engine’s certificate.' };
}
