import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { hostIdOf } from '#lib/topology/ids.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import { currentDockerContext } from './docker-context.ts';
import type { ConfigFault } from './fault.ts';
import { type HostAddress, parseHostUrl } from './host-url.ts';
import { type OwnSshSettings, usualSsh } from './ssh-settings.ts';
import { type TlsSettings, tlsFaults, tlsOfFolder } from './tls-settings.ts';

type Environment = Record<string, string | undefined>;

export interface HostConfig {
  id: string;
  name: string;
  url: string;
  address: HostAddress;
  /** What it names itself for ssh; `address` holds what comes of it. */
  ssh?: OwnSshSettings;
  /** What may be done to read its links. */
  probe?: ProbeSettings;
}

export interface FoundHosts {
  hosts: HostConfig[];
  faults: ConfigFault[];
  /** Where the hosts come from, for the log. */
  origin: string;
}

/** The hosts to read where no configuration file names any: DOCKER_HOST, the Docker context, the usual sockets. */
export function findHosts(env: Environment): FoundHosts {
  if (env.DOCKER_HOST) return fromDockerHost(env.DOCKER_HOST, env);
  const context = currentDockerContext(env);
  if (context.kind === 'faulty') return { hosts: [], faults: [context.fault], origin: 'the Docker context' };
  if (context.kind === 'found') {
    const place = { source: context.source, key: 'Endpoints.docker.Host' };
    const tls = context.tls && { place: { source: context.tlsFolder, key: '' }, settings: context.tls };
    return one(env, context.name, context.url, `the Docker context "${context.name}"`, place, tls);
  }
  return { hosts: usualSockets(env), faults: [], origin: 'the usual sockets' };
}

function fromDockerHost(value: string, env: Environment): FoundHosts {
  const place = { source: 'environment', key: 'DOCKER_HOST' };
  // The docker command takes `host:port` without a scheme, too.
  const url = value.includes('://') ? value : `tcp://${value}`;
  const address = parseHostUrl(url);
  const name = address.ok && address.address.kind !== 'unix' ? address.address.host : 'local';
  return one(env, name, url, 'DOCKER_HOST', place, /^tcp:/i.test(url) ? tlsOfEnvironment(env) : undefined);
}

/** What DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH say, as the docker command reads them. */
function tlsOfEnvironment(env: Environment): OwnTls | undefined {
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return undefined;
  const folder = env.DOCKER_CERT_PATH || env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  const { cert, key } = tlsOfFolder(folder);
  const own = { ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
  const trust = env.DOCKER_TLS_VERIFY ? { ca: join(folder, 'ca.pem') } : { insecureSkipVerify: true };
  return { place: { source: folder, key: '' }, settings: { ...own, ...trust } };
}

interface Place {
  source: string;
  key: string;
}

/** Settings of TLS, with where their faults are to be looked for. */
interface OwnTls {
  place: Place;
  settings: TlsSettings;
}

function one(
  env: Environment,
  name: string,
  url: string,
  origin: string,
  place: Place,
  tls?: OwnTls,
): FoundHosts {
  const parsed = parseHostUrl(url, { tls: tls?.settings, ssh: usualSsh(env) });
  const faults: ConfigFault[] = tls ? tlsFaults(tls.place.source, tls.place.key, tls.settings) : [];
  if (!parsed.ok) faults.push({ ...place, message: parsed.message, remedy: parsed.remedy });
  if (!parsed.ok || faults.length > 0) return { hosts: [], faults, origin };
  const id = hostIdOf(name) || 'local';
  return { hosts: [{ id, name, url: parsed.url, address: parsed.address }], faults: [], origin };
}

function usualSockets(env: Environment): HostConfig[] {
  const runtime = env.XDG_RUNTIME_DIR;
  const candidates = [
    { name: 'docker', path: '/var/run/docker.sock' },
    ...(runtime ? [{ name: 'docker-rootless', path: `${runtime}/docker.sock` }] : []),
    { name: 'podman', path: '/run/podman/podman.sock' },
    ...(runtime ? [{ name: 'podman-rootless', path: `${runtime}/podman/podman.sock` }] : []),
  ];
  const seen = new Set<string>();
  return candidates.flatMap(({ name, path }) => {
    const real = socketAt(path);
    // podman-docker makes /var/run/docker.sock a link to Podman's: one engine must not become two hosts.
    if (real === undefined || seen.has(real)) return [];
    seen.add(real);
    return [{ id: name, name, url: `unix://${path}`, address: { kind: 'unix' as const, path } }];
  });
}

function socketAt(path: string): string | undefined {
  try {
    return statSync(path).isSocket() ? realpathSync(path) : undefined;
  } catch {
    return undefined; // Absent, or hidden by its folder's permissions: not one of ours to read.
  }
}
