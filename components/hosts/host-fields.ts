import type { Host } from '#lib/topology/model.ts';
import { type ProbeSettings, probeSettingsSchema } from '#lib/topology/model-wires.ts';
import type { HostEntry } from '#lib/wire/hosts.ts';

/** What a person typed into the form. All of it stays, also what another URL has no use for. */
export interface HostFields {
  name: string;
  url: string;
  /** Whether TLS is spoken over TCP; undefined until somebody chose. */
  tls: boolean | undefined;
  ca: string;
  cert: string;
  key: string;
  serverName: string;
  identityFile: string;
  knownHosts: string;
  /** Whether the kernel is read directly: `yes`, `no`, or empty where nobody said. */
  local: string;
  /** `off`, `one-shot`, `standing`, or empty where nobody said. */
  helper: string;
  image: string;
}

/** How an engine is reached, as far as the URL says yet. */
export type Way = 'unix' | 'tls' | 'plain' | 'ssh';

/** The fields of a host as it is; of none, for a new one. */
export function fieldsOf(host: Host | undefined): HostFields {
  return {
    name: host?.name ?? '',
    url: host?.url ?? '',
    tls: host && schemeOf(host.url) === 'tcp' ? host.tls !== undefined : undefined,
    ca: host?.tls?.ca ?? '',
    cert: host?.tls?.cert ?? '',
    key: host?.tls?.key ?? '',
    serverName: host?.tls?.serverName ?? '',
    identityFile: host?.ssh?.identityFile ?? '',
    knownHosts: host?.ssh?.knownHosts ?? '',
    local: host?.probe?.local === undefined ? '' : host.probe.local ? 'yes' : 'no',
    helper: host?.probe?.helper ?? '',
    image: host?.probe?.image ?? '',
  };
}

/** The way that the fields choose. Over TCP it is TLS unless somebody chose, or the port is Docker's for none. */
export function wayOf({ url, tls }: Pick<HostFields, 'url' | 'tls'>): Way | undefined {
  const scheme = schemeOf(url);
  if (scheme === 'unix' || scheme === 'ssh') return scheme;
  if (scheme !== 'tcp') return undefined;
  return (tls ?? !/:2375\/?$/.test(url.trim())) ? 'tls' : 'plain';
}

/** What is sent of the fields: only what the way needs, and nothing for what is left empty. */
export function entryOf(fields: HostFields): HostEntry {
  const { name, url, ca, cert, key, serverName, identityFile, knownHosts } = fields;
  const way = wayOf(fields);
  const probe = probeOf(fields);
  const entry = { name, url, ...(Object.keys(probe).length > 0 ? { probe } : {}) };
  if (way === 'tls') return { ...entry, tls: filled({ ca, cert, key, serverName }) };
  const ssh = filled({ identityFile, knownHosts });
  return way === 'ssh' && Object.keys(ssh).length > 0 ? { ...entry, ssh } : entry;
}

/** Whether the fields themselves ask for a helper: what the configuration says of all hosts is not known here. */
export function usesHelper({ helper }: Pick<HostFields, 'helper'>): boolean {
  return helper === 'one-shot' || helper === 'standing';
}

function probeOf({ local, helper, image }: HostFields): ProbeSettings {
  const chosen = probeSettingsSchema.shape.helper.safeParse(helper);
  return {
    ...(local === '' ? {} : { local: local === 'yes' }),
    ...(chosen.success ? { helper: chosen.data } : {}),
    ...filled({ image }),
  };
}

export type HostFieldName = Exclude<keyof HostFields, 'tls'>;

/**
 * What is wrong with each field that the form shows, out of the server's names (`tls.ca`); the rest belongs to none.
 */
export function hostFieldErrors(
  faults: Record<string, string>,
  way: Way | undefined,
): { errors: Partial<Record<HostFieldName, string>>; rest: string[] } {
  const errors: Partial<Record<HostFieldName, string>> = {};
  const rest: string[] = [];
  for (const [path, message] of Object.entries(faults)) {
    const name = fieldAt[path];
    const shown =
      name !== undefined && (!path.includes('.') || path.startsWith('probe.') || path.startsWith(`${way}.`));
    if (shown) errors[name] = message;
    else rest.push(message);
  }
  return { errors, rest };
}

const fieldAt: Record<string, HostFieldName> = {
  name: 'name',
  url: 'url',
  'tls.ca': 'ca',
  'tls.cert': 'cert',
  'tls.key': 'key',
  'tls.serverName': 'serverName',
  'ssh.identityFile': 'identityFile',
  'ssh.knownHosts': 'knownHosts',
  'probe.local': 'local',
  'probe.helper': 'helper',
  'probe.image': 'image',
};

/** Whether somebody gave a file's content where its path is asked for. It is not to be kept, nor sent. */
export function isContent(text: string): boolean {
  return text.includes('-----BEGIN');
}

function schemeOf(url: string): string | undefined {
  return /^\s*([a-z]+):\/\//i.exec(url)?.[1]?.toLowerCase();
}

function filled<K extends string>(values: Record<K, string>): Partial<Record<K, string>> {
  const entries = Object.entries<string>(values).map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(entries.filter(([, value]) => value !== '')) as Partial<Record<K, string>>;
}
