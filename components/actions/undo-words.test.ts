import { describe, expect, it } from 'vitest';
import type { ConnectAction } from '#lib/actions/schema.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { broughtBack, cameBack } from './undo-words.ts';

const undo: ConnectAction = {
  kind: 'connect',
  networkId: 'n1',
  containerId: 'c1',
  ipv4: '172.18.0.5',
  aliases: ['api'],
};

function detailWith(endpoint: Partial<ContainerDetail['endpoints'][number]>): ContainerDetail {
  const plain = { networkId: 'n1', networkName: 'front', endpointId: 'e', aliases: [], dnsNames: [] };
  return {
    id: 'c1',
    name: 'web',
    image: 'nginx',
    state: 'running',
    networkMode: 'front',
    endpoints: [{ ...plain, ...endpoint }],
    askedPorts: [],
    links: [],
    linkedFrom: [],
  };
}

describe('what an undo brings back', () => {
  it('is said beforehand', () => {
    expect(broughtBack(undo)).toBe('172.18.0.5 and the alias api');
    expect(broughtBack({ ...undo, ipv6: 'fd00::5', aliases: ['a', 'b'] })).toBe(
      '172.18.0.5, fd00::5 and the aliases a and b',
    );
    expect(broughtBack({ kind: 'connect', networkId: 'n1', containerId: 'c1' })).toBe('');
  });

  it('is said afterwards as it is, not as it was asked for', () => {
    expect(cameBack(undo, detailWith({ ipv4: '172.18.0.5', aliases: ['api'] }))).toBe(
      'With 172.18.0.5 and the alias api.',
    );
    expect(cameBack(undo, detailWith({ ipv4: '172.18.0.9' }))).toBe(
      'With 172.18.0.9. 172.18.0.5 could not be had again.',
    );
  });

  it('misses no address of a container that is stopped', () => {
    expect(cameBack(undo, detailWith({ aliases: ['api'] }))).toBe('With the alias api.');
  });

  it('is left unsaid where it could not be read', () => {
    expect(cameBack(undo, undefined)).toBe('');
    expect(cameBack(undo, detailWith({ networkId: 'other' }))).toBe('');
  });
});
