import { describe, expect, it } from 'vitest';
import { makeScene, native } from '#lib/store/testing/scene.ts';
import { containerId, networkId, swarmNetworkId } from '#lib/topology/ids.ts';
import { fieldsFor } from './address-fields.ts';
import { containersFor, networksFor, networksForMany } from './candidates.ts';

const scene = makeScene();
const web = containerId('h1', native('h1', 'web'));
const plain = containerId('h1', native('h1', 'plain'));
const mesh = swarmNetworkId('lab', 'mesh');

describe('what can be joined', () => {
  it('is every network of the host that the container is not on, the possible ones first', () => {
    const listed = networksFor(scene, web).map(({ item, verdict }) => [item.name, verdict.ok]);
    expect(listed).toEqual([
      ['bridge', true],
      ['host', false],
      ['none', false],
    ]);
  });

  it('includes an overlay of the cluster that the host does not list yet', () => {
    const overlay = scene.networks[mesh];
    if (!overlay) throw new Error('the scene has a mesh');
    const topology = { ...scene, networks: { ...scene.networks, [mesh]: { ...overlay, hostIds: ['h2'] } } };
    expect(networksFor(topology, plain).map(({ item }) => item.id)).toContain(mesh);
  });

  it('says why not', () => {
    for (const { verdict } of networksFor(scene, containerId('h1', native('h1', 'hosty')))) {
      expect(verdict).toMatchObject({ ok: false, reason: expect.stringContaining('hosty') });
    }
  });

  it('is, for a network, the containers of its hosts', () => {
    const names = containersFor(scene, networkId('h2', 'front')).map(({ item }) => item.name);
    expect(names).toEqual(['m2']);
    const everywhere = new Set(containersFor(scene, mesh).map(({ item }) => item.hostId));
    expect([...everywhere].sort()).toEqual(['h1', 'h2', 'h3']);
  });

  it('is nothing for what is gone', () => {
    expect(networksFor(scene, 'constructor')).toEqual([]);
    expect(containersFor(scene, 'constructor')).toEqual([]);
  });
});

describe('the fields a connect offers', () => {
  it('are an address in the network’s subnets, and IPv6 only where there is some', () => {
    expect(fieldsFor(scene, { containerId: plain, networkId: networkId('h1', 'back') })).toEqual({
      kind: 'open',
      ipv4: ['172.19.0.0/16'],
      ipv6: undefined,
    });
  });

  it('are none on the default bridge', () => {
    expect(fieldsFor(scene, { containerId: web, networkId: networkId('h1', 'bridge') }).kind).toBe('fixed');
  });
});

describe('what several could join', () => {
  const [db, hosty] = ['db', 'hosty'].map((name) => containerId('h1', native('h1', name)));
  const listed = (ids: (string | undefined)[]) =>
    networksForMany(
      scene,
      ids.flatMap((id) => id ?? []),
    ).map(({ item, verdict }) => [item.name, verdict.ok && verdict.note]);

  it('is what at least one can, those that most can first, with how many and who not', () => {
    expect(listed([web, db, hosty, plain])).toEqual([
      ['bridge', '2 of 4 can join, not hosty, plain.'],
      ['front', '2 of 4 can join, not web, hosty.'],
      ['mesh', '2 of 4 can join, not web, hosty.'],
      ['back', '1 of 4 can join, not web, db, hosty.'],
    ]);
  });

  it('says so where all can, and lists nothing where none can', () => {
    expect(listed([db, plain])).toContainEqual(['front', 'All 2 can join.']);
    expect(listed([hosty])).toEqual([]);
  });
});
