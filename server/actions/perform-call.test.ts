import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectCall } from '#lib/actions/call.ts';
import { container } from '#server/collect/testfacts.ts';
import type { ConnectRequest, EndpointInspection } from '#server/engine/engine-client.ts';
import { EngineError, type EngineErrorKind } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { performCall } from './perform-call.ts';

let asked: ConnectRequest[];
let looked: unknown[];
let refusals: EngineErrorKind[];
let endpoints: Partial<EndpointInspection>[] | undefined;

const client = fakeClient({
  connect: async (request) => {
    asked.push(request);
    const kind = refusals.shift();
    if (kind) throw new EngineError({ kind, message: 'No.' });
  },
  disconnect: async () => {
    throw new EngineError({ kind: 'engine-timeout', message: 'No answer.' });
  },
  createNetwork: async () => 'new-id',
  inspectContainer: async () => {
    if (!endpoints) throw new EngineError({ kind: 'engine-timeout', message: 'No answer.' });
    const all = endpoints.map((each) => ({
      networkName: 'front',
      networkNativeId: 'front',
      endpointId: 'e',
      aliases: [],
      dnsNames: [],
      ...each,
    }));
    return { fact: container('web'), pid: 5, endpoints: all, askedPorts: [], links: [] };
  },
});
const host = { id: 'h', client, look: async (things: unknown) => void looked.push(things) };
const front = { id: 'network:h/front', nativeId: 'front', name: 'front' };
const web = { id: 'container:h/web', nativeId: 'web', name: 'web' };
const connect = (more: Partial<ConnectCall> = {}): ConnectCall => ({
  kind: 'connect',
  hostId: 'h',
  network: front,
  container: web,
  aliases: ['api'],
  wished: [],
  addressPreferred: false,
  ...more,
});

beforeEach(() => {
  asked = [];
  looked = [];
  refusals = [];
  endpoints = [];
});

describe('a call', () => {
  it('looks at what it touched, also when it failed', async () => {
    await performCall(host, connect());
    const leave = { kind: 'disconnect', hostId: 'h', network: front, container: web, force: false } as const;
    await expect(performCall(host, leave)).rejects.toMatchObject({ code: 'engine-timeout' });
    expect(looked).toEqual(Array(2).fill({ containers: ['web'], joined: ['front'] }));
  });

  it('gives the id of the network it made, and looks at that', async () => {
    const spec = { name: 'fresh', driver: 'bridge', subnets: [] };
    const made = await performCall(host, { kind: 'create-network', hostId: 'h', network: front, spec });
    expect(made).toEqual({ nativeId: 'new-id' });
    expect(looked).toEqual([{ networks: ['new-id'] }]);
  });
});

describe('an address that is only preferred', () => {
  const preferring = connect({ ipv4: '10.0.0.9', addressPreferred: true });

  it('is asked for, and done without where it is refused; what it got instead is told', async () => {
    refusals = ['address-in-use'];
    endpoints = [{ ipv4: '10.0.0.3' }];
    const { more } = await performCall(host, preferring);
    expect(asked.map(({ ipv4 }) => ipv4)).toEqual(['10.0.0.9', undefined]);
    expect(asked[1]).toMatchObject({ aliases: ['api'] });
    expect(more).toBe('10.0.0.9 could not be had, it got 10.0.0.3');
  });

  it('says nothing where it was had, or was promised to a stopped container', async () => {
    for (const got of [{ ipv4: '10.0.0.9' }, { fixedIpv4: '10.0.0.9' }]) {
      endpoints = [got];
      expect(await performCall(host, preferring)).toEqual({});
    }
  });

  it('is told, too, where the engine was left to choose it and somebody was quicker', async () => {
    endpoints = [{ ipv4: '10.0.0.3' }];
    const { ipv4: _asked, ...left } = preferring;
    expect((await performCall(host, { ...left, wished: ['10.0.0.2'] })).more).toBe(
      '10.0.0.2 could not be had, it got 10.0.0.3',
    );
    expect(asked[0]).not.toHaveProperty('ipv4');
  });

  it('is told as unknown where nothing can be read afterwards', async () => {
    endpoints = undefined;
    expect((await performCall(host, preferring)).more).toContain('could not be read');
  });

  it('does not hide what is refused for another reason, nor an address that must be', async () => {
    refusals = ['engine-timeout'];
    await expect(performCall(host, preferring)).rejects.toMatchObject({ code: 'engine-timeout' });
    refusals = ['address-in-use'];
    await expect(performCall(host, connect({ ipv4: '10.0.0.9' }))).rejects.toMatchObject({
      code: 'address-in-use',
    });
    expect(asked).toHaveLength(2);
  });
});
