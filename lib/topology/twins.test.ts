import { describe, expect, it } from 'vitest';
import type { HostReading } from './snapshot.ts';
import { reading } from './testdata/facts.ts';
import { twinWarnings } from './twins.ts';

interface Given {
  engineId?: string;
  bridge?: string;
  version?: string;
  flavour?: 'docker' | 'podman';
  status?: HostReading['status'];
}

const host = (id: string, given: Given): HostReading => {
  const { engineId, bridge, version = '20.10.24', flavour = 'docker', status = 'live' } = given;
  const made = reading(id, {
    engine: { flavour, version, apiVersion: '1.41' },
    ...(engineId === undefined ? {} : { engineId }),
    networks: bridge === undefined ? [] : [bridgeNetwork(bridge)],
  });
  return { ...made, status };
};
const bridgeNetwork = (nativeId: string) => ({
  nativeId,
  name: 'bridge',
  driver: 'bridge',
  scope: 'local' as const,
  internal: false,
  attachable: false,
  ingress: false,
  configOnly: false,
  ipam: { driver: 'default', subnets: [] },
  options: {},
  labels: {},
  peers: [],
});
const told = (...hosts: HostReading[]) =>
  Object.fromEntries(
    [...twinWarnings(hosts)].map(([id, warnings]) => [id, warnings.map(({ code }) => code)]),
  );
const messageFor = (id: string, ...hosts: HostReading[]) =>
  twinWarnings(hosts)
    .get(id)
    ?.map(({ message }) => message)
    .join(' ') ?? '';

describe('hosts that seem to be one', () => {
  it('[T1] have one default bridge: each is told of all the others', () => {
    const hosts = ['a', 'b', 'c'].map((id) => host(id, { engineId: 'E', bridge: 'one' }));
    expect(told(...hosts, host('d', { engineId: 'F', bridge: 'two' }))).toEqual({
      a: ['same-daemon'],
      b: ['same-daemon'],
      c: ['same-daemon'],
    });
    expect(messageFor('b', ...hosts)).toMatch(/same Docker daemon as a, c:/);
  });

  it('[T2] are clones with the same engine id and other bridges: what to remove goes by the version', () => {
    const old = host('a', { engineId: 'E', bridge: 'one' });
    const other = host('b', { engineId: 'E', bridge: 'two', version: '28.5.2' });
    expect(told(old, other)).toEqual({ a: ['same-engine-id'], b: ['same-engine-id'] });
    expect(messageFor('a', old, other)).toMatch(/as that of b.*remove \/etc\/docker\/key\.json on/);
    expect(messageFor('b', old, other)).toContain('/var/lib/docker/engine-id');
  });

  it('[T1, W2] can be both at once', () => {
    const hosts = [
      host('a', { engineId: 'E', bridge: 'one' }),
      host('b', { engineId: 'E', bridge: 'one' }),
      host('c', { engineId: 'E', bridge: 'two' }),
    ];
    expect(told(...hosts)).toEqual({
      a: ['same-daemon', 'same-engine-id'],
      b: ['same-daemon', 'same-engine-id'],
      c: ['same-engine-id'],
    });
  });

  it('[T3] may be either where an engine has no default bridge', () => {
    const hosts = [host('a', { engineId: 'E' }), host('b', { engineId: 'E', bridge: 'two' })];
    expect(told(...hosts)).toEqual({ a: ['same-engine-id'], b: ['same-engine-id'] });
    expect(messageFor('a', ...hosts)).toContain('Either it is reached twice');
  });

  it('[T4] are not looked for among what is not live, has no id, or is Podman', () => {
    const live = host('a', { engineId: 'E', bridge: 'one' });
    expect(told(live, host('b', { engineId: 'E', bridge: 'one', status: 'stale' }))).toEqual({});
    expect(told(live, host('b', { engineId: 'E', bridge: 'one', flavour: 'podman' }))).toEqual({});
    expect(told(host('a', {}), host('b', {}))).toEqual({});
  });
});
