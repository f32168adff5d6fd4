import { dirname } from 'node:path';
import { defined } from '#lib/topology/defined.ts';
import { hostIdOf } from '#lib/topology/ids.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import { readConfigFile } from './config-file.ts';
import type { ConfigFault } from './fault.ts';
import { findHosts, type HostConfig } from './find-hosts.ts';
import { parseHostUrl } from './host-url.ts';
import { isLoopback } from './loopback.ts';
import { resolveProbe } from './probe-settings.ts';
import type { ConfigFile } from './schema.ts';
import { resolveOwnSsh, resolveSsh } from './ssh-settings.ts';
import { resolveTls } from './tls-settings.ts';

export type { HostConfig } from './find-hosts.ts';

export interface Config {
  hosts: HostConfig[];
  listen: { host: string; port: number; allowedHosts: string[] };
  /** How wires may be read on hosts that say nothing of it themselves. */
  probe?: ProbeSettings;
  /** Where the hosts come from, for people. */
  origin: string;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: ConfigFault[] };

/** Reads the whole configuration, and every fault in it at once. */
export function readConfig(env: Record<string, string | undefined>): ConfigResult {
  const faults: ConfigFault[] = [];
  let file: ConfigFile = {};
  let unreadable = false;
  const path = env.PATCHBAY_CONFIG;
  if (path) {
    const result = readConfigFile(path);
    if (result.ok) file = result.file;
    else {
      faults.push(...result.faults);
      unreadable = true;
    }
  }
  const listen = readListen(env, file, faults);
  let hosts: HostConfig[] = [];
  let origin = path ?? '';
  if (file.hosts) hosts = namedHosts(file.hosts, file.probe, dirname(path ?? ''), env);
  else if (!unreadable) {
    const found = findHosts(env);
    faults.push(...found.faults);
    origin = found.origin;
    hosts = found.hosts.map((host) => defined({ ...host, probe: file.probe }));
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, config: defined({ hosts, listen, origin, probe: file.probe }) };
}

function readListen(
  env: Record<string, string | undefined>,
  file: ConfigFile,
  faults: ConfigFault[],
): Config['listen'] {
  let port = file.listen?.port ?? 3000;
  if (env.PATCHBAY_PORT) {
    port = /^\d{1,5}$/.test(env.PATCHBAY_PORT) ? Number(env.PATCHBAY_PORT) : Number.NaN;
    if (!(port <= 65_535)) {
      faults.push({
        source: 'environment',
        key: 'PATCHBAY_PORT',
        message: `"${env.PATCHBAY_PORT}" is not a port.`,
        remedy: 'Give a whole number between 0 and 65535.',
      });
    }
  }
  const host = (env.PATCHBAY_HOST || file.listen?.host || '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  if (!isLoopback(host)) {
    faults.push({
      ...(env.PATCHBAY_HOST
        ? { source: 'environment', key: 'PATCHBAY_HOST' }
        : { source: env.PATCHBAY_CONFIG ?? '', key: 'listen.host' }),
      message: `Patchbay has no login yet, and whoever reaches it controls your hosts: it does not listen on ${host}.`,
      remedy:
        'Listen on 127.0.0.1, and reach it from elsewhere through an SSH tunnel (ssh -L 3000:127.0.0.1:3000).',
    });
  }
  return { host, port, allowedHosts: file.listen?.allowedHosts ?? [] };
}

function namedHosts(
  entries: NonNullable<ConfigFile['hosts']>,
  usual: ProbeSettings | undefined,
  folder: string,
  env: Record<string, string | undefined>,
): HostConfig[] {
  return entries.flatMap(({ name, url, tls, ssh, probe }) => {
    const parsed = parseHostUrl(url, {
      tls: tls && resolveTls(tls, folder),
      ssh: resolveSsh(ssh ?? {}, folder, env),
    });
    if (!parsed.ok) return [];
    const own = { ssh: ssh && resolveOwnSsh(ssh, folder), probe: resolveProbe(probe, usual) };
    return [defined({ id: hostIdOf(name), name, url: parsed.url, address: parsed.address, ...own })];
  });
}
