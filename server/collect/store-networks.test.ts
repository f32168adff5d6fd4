import { describe, expect, it } from 'vitest';
import type { NetworkFact } from '#lib/topology/snapshot.ts';
import { attachmentFact, containerFact, networkFact } from '#lib/topology/testdata/facts.ts';
import { EngineError, type EngineErrorKind } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { readStoreNetworks, type StoreRequest } from './store-networks.ts';

const wide = networkFact('wide', { driver: 'overlay', scope: 'global', members: [] });
const idle = networkFact('idle', { driver: 'overlay', scope: 'global', members: [] });
const bridge = networkFact('bridge');
const web = containerFact('web', { attachments: [attachmentFact('wide'), attachmentFact('bridge')] });
const stopped = containerFact('web', {
  state: 'exited',
  attachments: [attachmentFact('wide', { endpointId: '' })],
});

/** An engine that finds these networks, and this container. */
function engine({
  networks = [],
  container = web,
  fault,
}: {
  networks?: NetworkFact[];
  container?: typeof web;
  fault?: EngineErrorKind;
} = {}) {
  return fakeClient({
    inspectNetwork: async (nativeId) => {
      const fact = networks.find((one) => one.nativeId === nativeId);
      if (!fact) throw new EngineError({ kind: fault ?? 'no-such-network', message: 'No.' });
      return { fact: { ...fact, members: [] } };
    },
    inspectContainer: async () => ({ fact: container, pid: 1, endpoints: [], askedPorts: [], links: [] }),
  });
}

function ask(more: Partial<StoreRequest>, client = engine()) {
  return readStoreNetworks(client, {
    clusterStore: 'etcd://10.0.0.9:2379',
    listed: [bridge],
    containers: [web],
    known: [bridge, wide, idle],
    silent: false,
    ...more,
  });
}
const names = ({ networks }: { networks: NetworkFact[] }) =>
  networks.map(({ name, stale }) => (stale ? `(${name})` : name));

describe('networks of a key-value store', () => {
  it('are those that the engine lists while nothing contradicts it', async () => {
    expect(await ask({ listed: [bridge, wide] })).toEqual({
      networks: [bridge, wide],
      warnings: [],
      silent: false,
    });
    expect(await ask({ containers: [stopped] })).toEqual({ networks: [bridge], warnings: [], silent: false });
  });

  it('stay as last known, all of them, when a running container is on one that is not listed', async () => {
    const reply = await ask({});
    expect(names(reply)).toEqual(['bridge', '(wide)', '(idle)']);
    expect(reply).toMatchObject({ silent: true, warnings: [{ code: 'store-silent' }] });
    expect(reply.warnings[0]?.message).toMatch(
      /\(etcd:\/\/10\.0\.0\.9:2379\).*does not list idle, wide any more/,
    );
  });

  it('stay, too, when an engine is too long in saying that it does not find one', async () => {
    expect(names(await ask({}, engine({ fault: 'engine-timeout' })))).toEqual(['bridge', '(wide)', '(idle)']);
  });

  it('are said to be missing where nothing was known of them before', async () => {
    const reply = await ask({ known: [] });
    expect(names(reply)).toEqual(['bridge']);
    expect(reply.warnings[0]?.message).toContain('does not list wide any more');
  });

  it('are not kept because of what was made or left between two lists', async () => {
    expect(await ask({}, engine({ networks: [wide] }))).toMatchObject({ silent: false, networks: [bridge] });
    expect(await ask({}, engine({ container: stopped }))).toMatchObject({
      silent: false,
      networks: [bridge],
    });
  });

  it('stay when the last container stops meanwhile, until the engine lists some again', async () => {
    const known = [bridge, { ...wide, stale: true }, { ...idle, stale: true }];
    const silent = { known, containers: [stopped], silent: true };
    expect(names(await ask(silent))).toEqual(['bridge', '(wide)', '(idle)']);
    expect(await ask({ ...silent, listed: [bridge, idle] })).toEqual({
      networks: [bridge, idle],
      warnings: [],
      silent: false,
    });
  });

  it('stay when the store comes back without them', async () => {
    const later = networkFact('later', { driver: 'overlay', scope: 'global' });
    expect(names(await ask({ listed: [bridge, later], silent: true }))).toEqual([
      'bridge',
      'later',
      '(wide)',
      '(idle)',
    ]);
  });

  it('do not concern an engine without a store, nor a network of another scope', async () => {
    expect(await ask({ clusterStore: undefined })).toMatchObject({ silent: false, networks: [bridge] });
    const local = containerFact('web', { attachments: [attachmentFact('bridge')] });
    expect(await ask({ listed: [], containers: [local] }, engine({ container: local }))).toMatchObject({
      silent: false,
    });
  });
});
