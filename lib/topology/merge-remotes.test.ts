import { describe, expect, it } from 'vitest';
import { endpointId, storeIdOf, storeNetworkId } from './ids.ts';
import { createMerger, mergeOnce } from './merge.ts';
import type { ContainerFact, HostReading, MemberFact, NetworkFact, Snapshot } from './snapshot.ts';
import {
  attachmentFact,
  containerFact,
  memberFact,
  nativeId,
  networkFact,
  reading,
} from './testdata/facts.ts';
import { validate } from './validate.ts';

const etcd = 'etcd://10.0.0.9:2379';
const wide = storeNetworkId(storeIdOf(etcd), nativeId('n-wide'));

function wideFact(members: MemberFact[], more: Partial<NetworkFact> = {}): NetworkFact {
  return networkFact('wide', { driver: 'overlay', scope: 'global', members, ...more });
}

/** A container on `wide`; its endpoint id is made of its name. */
function joined(name: string, more: Partial<ContainerFact> = {}): ContainerFact {
  const attachments = [attachmentFact('wide', { endpointId: nativeId(`e-${name}`), ipv4: '10.77.0.2' })];
  return containerFact(name, { attachments, ...more });
}

const own = (name: string) => memberFact(nativeId(name), { name, endpointId: nativeId(`e-${name}`) });
const remote = (name: string) =>
  memberFact(`ep-${nativeId(`e-${name}`)}`, { name, endpointId: nativeId(`e-${name}`) });

function host(id: string, members: MemberFact[], more: Partial<Snapshot> = {}): HostReading {
  return reading(id, { clusterStore: etcd, networks: [wideFact(members)], ...more });
}

const alpha = host('alpha', [own('web'), remote('db')], { containers: [joined('web')] });
const beta = host('beta', [own('db'), remote('web')], { containers: [joined('db')] });
const wires = (readings: readonly HostReading[]) => {
  const topology = mergeOnce(readings);
  expect(validate(topology)).toEqual([]);
  return Object.values(topology.endpoints)
    .map(({ hostId, containerId, name, role, attached, networkId }) => {
      expect(networkId).toBe(wide);
      const member = topology.containers[containerId ?? '']?.name ?? `(${name})`;
      return `${hostId} ${member} ${role}${attached ? '' : ' stopped'}`;
    })
    .sort();
};

describe('networks of a key-value store', () => {
  it('[N7] [M6] are one network over the hosts of the store', () => {
    const topology = mergeOnce([beta, alpha]);
    expect(Object.keys(topology.networks)).toEqual([wide]);
    expect(topology.networks[wide]).toMatchObject({ scope: 'global', hostIds: ['alpha', 'beta'] });
    expect(topology.hosts.alpha?.clusterStore).toBe(etcd);
  });

  it('[N7] [M6] [M12] have nothing in common with those of another store, or of none', () => {
    const other = host('beta', [own('db'), remote('web')], {
      containers: [joined('db')],
      clusterStore: 'etcd://10.0.0.9:2379/other',
    });
    const topology = mergeOnce([alpha, other]);
    expect(Object.values(topology.networks).map(({ hostIds }) => hostIds)).toEqual([['alpha'], ['beta']]);
    expect(
      Object.values(topology.endpoints)
        .map(({ role }) => role)
        .sort(),
    ).toEqual([...['container', 'container'], ...['remote', 'remote']]);
    const storeless = { ...alpha, snapshot: { ...snapshotOf(alpha), clusterStore: '' } };
    const alone = mergeOnce([storeless, beta]);
    expect(Object.keys(alone.networks)).toContain(`network:alpha/${nativeId('n-wide')}`);
    expect(validate(alone)).toEqual([]);
  });

  it('[M6] don’t clash with a host called `store`, nor fail over a store with an odd name', () => {
    const odd = host('store', [], { clusterStore: 'zk://\ud800/#?' });
    expect(validate(mergeOnce([odd, alpha]))).toEqual([]);
    expect(Object.keys(mergeOnce([odd, alpha]).networks)).toHaveLength(2);
  });

  it('[N8] [M7] are stale only where no host lists them, and as those tell that do', () => {
    const last = host('alpha', [], { networks: [wideFact([], { stale: true, labels: { a: '1', b: '2' } })] });
    expect(mergeOnce([last]).networks[wide]?.stale).toBe(true);
    const now = mergeOnce([last, beta]).networks[wide];
    expect(now).toMatchObject({ hostIds: ['alpha', 'beta'], labels: {} });
    expect(now).not.toHaveProperty('stale');
  });
});

it('[N7] a store’s id tells stores apart and goes through URLs unchanged', () => {
  const names = ['etcd://a', 'etcd://a~', 'etcd:~~a', 'etcd%3A//a', 'etcd~3A//a', 'zk://\ud800'];
  const ids = names.map(storeIdOf);
  expect(new Set(ids).size).toBe(names.length);
  expect(ids.map(encodeURIComponent)).toEqual(ids);
});

describe('[M12] a member on another host', () => {
  it('is that host’s own endpoint', () => {
    expect(wires([alpha, beta])).toEqual(['alpha web container', 'beta db container']);
    const topology = mergeOnce([alpha, beta]);
    expect(Object.keys(topology.sandboxes)).toHaveLength(2);
  });

  it('is remote where its host is not read', () => {
    expect(wires([alpha])).toEqual(['alpha (db) remote', 'alpha web container']);
  });

  it('is there once, though several hosts list it', () => {
    const all = [own('web'), remote('db'), remote('far')];
    const readings = [
      host('alpha', all, { containers: [joined('web')] }),
      host('beta', [own('db'), remote('web'), remote('far')], { containers: [joined('db')] }),
    ];
    expect(wires(readings)).toEqual(['alpha (far) remote', 'alpha web container', 'beta db container']);
  });

  it('is the stopped container whose endpoint the store still holds', () => {
    const stopped = joined('db', {
      state: 'exited',
      attachments: [attachmentFact('wide', { endpointId: '' })],
    });
    expect(wires([alpha, host('beta', [own('db')], { containers: [stopped] })])).toEqual([
      'alpha web container',
      'beta db container stopped',
    ]);
  });

  it('is remote as long as its own host does not list the network', () => {
    const cutOff = host('beta', [], { networks: [], containers: [joined('db')] });
    expect(wires([alpha, cutOff])).toEqual(['alpha (db) remote', 'alpha web container']);
  });

  it('is not there where its host has just lost it, though others still list it', () => {
    const lost = host('beta', [], { containers: [], formerEndpoints: [nativeId('e-db')] });
    expect(wires([alpha, lost])).toEqual(['alpha web container']);
    const elsewhere = host('beta', [], { clusterStore: 'etcd://b', formerEndpoints: [nativeId('e-db')] });
    expect(wires([alpha, elsewhere])).toEqual(['alpha (db) remote', 'alpha web container']);
  });

  it('[M3] [M5] comes and goes with what its host tells; what did not change stays the same object', () => {
    const merge = createMerger();
    const both = merge([alpha, beta]);
    const remoteId = endpointId('alpha', `ep-${nativeId('e-db')}`, nativeId('n-wide'));
    expect(merge([alpha]).endpoints[remoteId]?.role).toBe('remote');
    const again = merge([alpha, beta]);
    expect(again).toEqual(both);
    expect(merge(structuredClone([alpha, beta]))).toBe(again);
  });
});

function snapshotOf({ snapshot }: HostReading): Snapshot {
  if (!snapshot) throw new Error('A reading without a snapshot.');
  return snapshot;
}
