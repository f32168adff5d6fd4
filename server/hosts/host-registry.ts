import { dequal } from 'dequal';
import type { Logger } from 'pino';
import { defined } from '#lib/topology/defined.ts';
import { hostIdOf } from '#lib/topology/ids.ts';
import type { Host } from '#lib/topology/model.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import type { HostEntry, HostTest, HostTestRequest } from '#lib/wire/hosts.ts';
import { createSerializer } from '#server/actions/serializer.ts';
import type { Hub } from '#server/collect/hub.ts';
import type { Readers } from '#server/collect/readers.ts';
import type { HostConfig } from '#server/config/config.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { ownProbe, resolveProbe } from '#server/config/probe-settings.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import { Failure } from '#server/failure.ts';
import type { HostStore, StoredHost } from '#server/storage/host-store.ts';
import { atField } from './at-field.ts';
import { checkEntry, faultOfName } from './check-entry.ts';
import { checkFiles, waysOf } from './entry-files.ts';
import { testHost } from './test-host.ts';

/**
 * The hosts that are read: those of the configuration, which stay as they are, and those added on the page, which
 * are kept. When a call settles, the picture shows what it did.
 */
export interface HostRegistry {
  list(): Host[];
  add(entry: HostEntry): Promise<Host>;
  /**
   * Another name, URL or way, or other ways to read its wires. The id stays, and while URL and way do, so does
   * everything in the picture.
   */
  change(id: string, entry: HostEntry): Promise<Host>;
  remove(id: string): Promise<void>;
  /** Asks an engine who it is; nothing is kept of that. */
  test(request: HostTestRequest): Promise<HostTest>;
}

export interface HostRegistryOptions {
  hub: Pick<Hub, 'current' | 'put' | 'remove' | 'readings' | 'flush'>;
  readers: Pick<Readers, 'add' | 'describe' | 'remove' | 'configOf'>;
  store: HostStore;
  connect(host: HostConfig): EngineClient;
  /** How wires may be read on hosts that say nothing of it themselves. */
  probe?: ProbeSettings | undefined;
  log: Logger;
}

/** Brings back the stored hosts, beside those that the hub has already. */
export async function createHostRegistry(options: HostRegistryOptions): Promise<HostRegistry> {
  const { hub, readers, store, connect, log } = options;
  const serialize = createSerializer();
  const oneAtATime = <T>(work: () => Promise<T>) => serialize('hosts', work);

  const othersThan = (id: string | undefined) => hub.readings().filter((reading) => reading.id !== id);

  const show = ({ id, name, url, tls, ssh, ...own }: Omit<StoredHost, 'created'>) => {
    const probe = resolveProbe(own.probe, options.probe);
    const identity = defined({ id, name, url, origin: 'stored' as const, ssh, probe });
    const parsed = parseHostUrl(url, waysOf(defined({ tls, ssh })));
    if (parsed.ok) readers.add({ ...identity, address: parsed.address });
    else {
      // Kept by a Patchbay that knows more kinds of URLs: it must be seen, to be changed or removed.
      const reason = `${parsed.message} ${parsed.remedy}`;
      hub.put({ ...identity, ...(tls ? { tls } : {}), status: 'unreachable', reason, lastSeen: null });
    }
  };
  const shown = (id: string): Host => {
    hub.flush();
    const host = hub.current().topology.hosts[id];
    if (!host) throw new Error(`the host ${id} is not in the topology`);
    return host;
  };
  const own = ({ probe, ...host }: Omit<StoredHost, 'created'>) =>
    defined({ ...host, probe: ownProbe(probe, options.probe) });
  const stored = (id: string): Host => {
    const { hosts } = hub.current().topology;
    const host = Object.hasOwn(hosts, id) ? hosts[id] : undefined;
    if (!host) throw unknownHost();
    if (host.origin !== 'stored') throw configured(host);
    return host;
  };

  const kept = await store.list();
  for (const host of kept) show(await withFreeId(host, kept, hub.readings(), store, log));
  hub.flush();

  return {
    list: () => Object.values(hub.current().topology.hosts),
    add: (entry) =>
      oneAtATime(async () => {
        const { id, ...values } = own(checked(entry, othersThan(undefined)));
        await store.add({ id, ...values, created: new Date().toISOString() });
        log.info({ host: values.name, url: values.url }, 'host added');
        show({ id, ...values });
        return shown(id);
      }),
    change: (id, entry) =>
      oneAtATime(async () => {
        const former = stored(id);
        const { id: _, ...values } = own(checked(entry, othersThan(id)));
        await store.change(id, values);
        log.info({ host: values.name, url: values.url }, 'host changed');
        if (dequal(wayOf(values), wayOf(former))) {
          const probe = resolveProbe(values.probe, options.probe);
          readers.describe(id, defined({ name: values.name, probe }));
        } else {
          await readers.remove(id);
          show({ id, ...values });
        }
        return shown(id);
      }),
    remove: (id) =>
      oneAtATime(async () => {
        const { name } = stored(id);
        await store.remove(id);
        log.info({ host: name }, 'host removed');
        await readers.remove(id);
        hub.flush();
      }),
    async test({ id, name, url, ...way }) {
      const others = othersThan(id);
      if (id !== undefined && others.length === hub.readings().length) throw unknownHost();
      const host = url === undefined ? readers.configOf(id ?? '') : hostAt({ url, ...way });
      if (!host) throw invalid({ url: 'Give the URL to test.' });
      const client = connect(host);
      try {
        const test = await testHost(client, host.address, others);
        const nameFault = name === undefined ? undefined : faultOfName(name.trim(), others);
        if (!nameFault) return test;
        const warning = { code: 'unusable-name', message: nameFault.message };
        return { ...test, warnings: [warning, ...test.warnings] };
      } catch (error) {
        throw atField(error);
      } finally {
        client.close();
      }
    },
  };
}

/** All that says how a host is reached: what changes none of it leaves the reading of its engine alone. */
function wayOf({ url, tls, ssh }: Pick<StoredHost, 'url' | 'tls' | 'ssh'>) {
  return defined({ url, tls, ssh });
}

/** A host that is only to be tested. */
function hostAt(entry: Pick<HostEntry, 'url' | 'tls' | 'ssh'>): HostConfig {
  const { fields, ...own } = checkFiles(entry);
  const parsed = parseHostUrl(entry.url.trim(), waysOf(own));
  if (!parsed.ok) throw invalid({ url: `${parsed.message} ${parsed.remedy}`, ...fields });
  if (Object.keys(fields).length > 0) throw invalid(fields);
  return { id: '', name: '', url: parsed.url, address: parsed.address };
}

/**
 * A host of the configuration may have taken a stored one's id since. Both are read: the stored one under another
 * name, under which it can be changed or removed.
 */
async function withFreeId(
  host: StoredHost,
  kept: readonly StoredHost[],
  read: readonly { id: string }[],
  store: HostStore,
  log: Logger,
): Promise<StoredHost> {
  if (!read.some(({ id }) => id === host.id)) return host;
  const isTaken = (id: string) => [...kept, ...read].some((other) => other.id === id);
  let number = 2;
  while (isTaken(hostIdOf(`${host.name} ${number}`))) number += 1;
  const name = `${host.name} ${number}`;
  const moved = { ...host, id: hostIdOf(name), name };
  await store.move(host.id, { id: moved.id, name });
  log.warn({ host: host.name, now: name }, 'a host of the configuration has the id of one added on the page');
  return moved;
}

function checked(entry: HostEntry, others: Parameters<typeof checkEntry>[1]): Omit<StoredHost, 'created'> {
  const result = checkEntry(entry, others);
  if (result.ok) return result.host;
  throw invalid(result.fields, result.conflict ? 409 : 400);
}

function invalid(fields: Record<string, string>, status = 400): Failure {
  const named = Object.entries(fields).map(([field, fault]) => `${field}: ${fault}`);
  const message = `Correct these fields and try again. ${named.join(' ')}`;
  return new Failure({ status, code: 'invalid-fields', message, details: { fields } });
}

function unknownHost(): Failure {
  const message = 'This host is no longer there: somebody removed it.';
  return new Failure({ status: 404, code: 'unknown-host', message });
}

function configured({ name, source }: Host): Failure {
  const message = `The host "${name}" comes from ${source ?? 'the configuration'}. Change it there and restart Patchbay.`;
  return new Failure({ status: 409, code: 'configured-host', message });
}
