import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import type { Topology } from '../topology/model.ts';
import {
  attachmentFact,
  containerFact,
  networkFact,
  overlayFact,
  reading,
} from '../topology/testdata/facts.ts';
import type { KnownEndpoint } from './known-endpoint.ts';
import { plan } from './plan.ts';
import type { Action } from './schema.ts';
import { disconnect, planned, topology } from './testdata/plans.ts';
import { networkIdOf, readings, scene } from './testdata/scene.ts';

describe('the fingerprint of a plan', () => {
  const fingerprintOf = (given: Topology, known?: KnownEndpoint) =>
    planned(disconnect('web', 'front', known ? { given, known } : { given })).fingerprint;

  it('[F1] stays while nothing changes that the plan speaks of', () => {
    const elsewhere = scene({ containers: [containerFact('new', { attachments: [attachmentFact('lan')] })] });
    expect(fingerprintOf(elsewhere)).toBe(fingerprintOf(scene()));
    expect(fingerprintOf(mergeOnce(readings().reverse()))).toBe(fingerprintOf(topology));
  });

  it('[F2] changes with what the plan says', () => {
    const more = scene({ containers: [containerFact('new', { attachments: [attachmentFact('front')] })] });
    const prints = [
      fingerprintOf(topology),
      fingerprintOf(more),
      fingerprintOf(topology, { aliases: ['www'] }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('[F2] changes with what the plan rests on, though it says the same', () => {
    const lone = (endpointId: string) =>
      scene({
        containers: [containerFact('lone', { attachments: [attachmentFact('lan', { endpointId })] })],
      });
    const [there, gone] = ['e1', ''].map((id) => planned(disconnect('lone', 'lan', { given: lone(id) })));
    expect({ ...there, fingerprint: '' }).toEqual({ ...gone, fingerprint: '' });
    expect(there?.fingerprint).not.toBe(gone?.fingerprint);
  });

  it('[F2] changes with the things it is about, though they are called the same', () => {
    const twin = (id: string) =>
      scene({
        networks: [overlayFact('short', { nativeId: id, attachable: false })],
        containers: [
          containerFact('one', { attachments: [attachmentFact('short', { networkNativeId: id })] }),
        ],
      });
    const [one, other] = ['aa', 'bb'].map((id) => planned(disconnect('one', 'short', { given: twin(id) })));
    expect(one).not.toHaveProperty('undo');
    expect({ ...one, fingerprint: '' }).toEqual({ ...other, fingerprint: '' });
    expect(one?.fingerprint).not.toBe(other?.fingerprint);
  });

  it('[F1] does not depend on the order in which an engine lists', () => {
    const subnets = [{ subnet: '10.5.0.0/24' }];
    const networks = Array.from({ length: 9 }, (_, at) =>
      networkFact(`n${at}`, { ipam: { driver: 'default', subnets } }),
    );
    const given = mergeOnce([...readings(), reading('epsilon', { networks })]);
    const turned = Object.fromEntries(
      Object.entries(given).map(([map, items]) => [map, Object.fromEntries(Object.entries(items).reverse())]),
    ) as Topology;
    const spec = { name: 'fresh', driver: 'overlay', subnets: [{ subnet: '10.5.0.0/16' }] };
    const actions: Action[] = [
      { kind: 'create-network', hostIds: ['alpha'], spec },
      { kind: 'create-network', hostIds: ['alpha'], spec: { ...spec, driver: 'bridge' } },
      { kind: 'remove-network', networkId: networkIdOf(given, 'front'), disconnectFirst: true },
      { kind: 'prune-networks', hostIds: ['alpha', 'beta', 'epsilon'] },
    ];
    for (const action of actions) expect(plan(turned, action)).toEqual(plan(given, action));
  });
});
