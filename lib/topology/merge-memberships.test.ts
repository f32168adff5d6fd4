import { describe, expect, it } from 'vitest';
import { containerId, endpointId, swarmNetworkId } from './ids.ts';
import { createMerger, mergeOnce } from './merge.ts';
import type { HostReading } from './snapshot.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  overlayFact,
  predefinedFacts,
  reading,
  swarmFact,
} from './testdata/facts.ts';
import { validate } from './validate.ts';

const mesh = swarmNetworkId('c', nativeId('n-mesh'));
const m2 = containerId('worker', nativeId('m2'));

function manager(...names: string[]): HostReading {
  return reading('manager', {
    swarm: swarmFact({ clusterId: 'c', nodeId: 'node1', role: 'manager' }),
    networks: [...predefinedFacts(), ...names.map((name) => overlayFact(name))],
  });
}

function worker(attachment: { networkNativeId?: string } = {}): HostReading {
  const stopped = attachmentFact('mesh', { endpointId: '', ...attachment });
  return reading('worker', {
    swarm: swarmFact({ nodeId: 'node2', address: '10.0.0.2', managerNodeIds: ['node1'] }),
    containers: [containerFact('m2', { state: 'exited', attachments: [stopped] })],
  });
}

describe('[M10] a stopped container’s swarm network which its worker does not list', () => {
  it('is placed where another host of the cluster lists it', () => {
    const topology = mergeOnce([manager('mesh'), worker()]);
    expect(topology.endpoints[endpointId('worker', nativeId('m2'), nativeId('n-mesh'))]).toMatchObject({
      networkId: mesh,
      containerId: m2,
      attached: false,
    });
    expect(topology.networks[mesh]?.hostIds).toEqual(['manager', 'worker']);
    expect(topology.containers[m2]).not.toHaveProperty('missingNetworks');
    expect(validate(topology)).toEqual([]);
  });

  it('is found by name before the first start, if one network alone is called so', () => {
    const never = worker({ networkNativeId: '' });
    expect(Object.keys(mergeOnce([manager('mesh'), never]).endpoints)).toHaveLength(1);
    const twin = overlayFact('mesh', { nativeId: nativeId('n-other') });
    const two = manager('mesh');
    two.snapshot?.networks.push(twin);
    expect(mergeOnce([two, never]).containers[m2]?.missingNetworks).toEqual([{ name: 'mesh' }]);
  });

  it('stays missing where nobody lists it, or only another cluster does', () => {
    const missing = [{ name: 'mesh', nativeId: nativeId('n-mesh') }];
    expect(mergeOnce([manager('other'), worker()]).containers[m2]?.missingNetworks).toEqual(missing);
    const stranger = reading('manager', {
      swarm: swarmFact({ clusterId: 'd', nodeId: 'node9', role: 'manager' }),
      networks: [...predefinedFacts(), overlayFact('mesh')],
    });
    expect(mergeOnce([stranger, worker()]).containers[m2]?.missingNetworks).toEqual(missing);
  });

  it('goes when the network goes, and what did not change stays the same object', () => {
    const merge = createMerger();
    const readings = [manager('mesh'), worker()];
    const before = merge(readings);
    expect(merge([...readings])).toBe(before);
    const after = merge([manager(), worker()]);
    expect(after).toEqual(mergeOnce([manager(), worker()]));
    expect(after.endpoints).toEqual({});
  });
});
