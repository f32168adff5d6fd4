import { describe, expect, it } from 'vitest';
import { build } from './build.ts';
import type { Endpoint, Topology } from './model.ts';
import type { ContainerFact, MemberFact } from './snapshot.ts';
import {
  attachmentFact,
  containerFact,
  memberFact,
  nativeId,
  networkFact,
  reading,
} from './testdata/facts.ts';
import { validate } from './validate.ts';

const webId = `container:alpha/${nativeId('web')}`;

function built(members: MemberFact[], containers: ContainerFact[] = []): Topology {
  const networks = [networkFact('docker_gwbridge', { members }), networkFact('front')];
  const topology = build(reading('alpha', { networks, containers }));
  expect(validate(topology)).toEqual([]);
  return topology;
}

function endpoints(members: MemberFact[], containers: ContainerFact[] = []): Endpoint[] {
  return Object.values(built(members, containers).endpoints);
}

const gateway = memberFact(nativeId('web'), {
  name: `gateway_${nativeId('web').slice(0, 12)}`,
  ipv4: '172.19.0.3/16',
  mac: '02:42:ac:13:00:03',
});

describe('build, members', () => {
  it('[I1] fills in what the container’s side does not say', () => {
    const web = containerFact('web', {
      attachments: [attachmentFact('docker_gwbridge', { ipv4: '172.19.0.2', endpointId: '' })],
    });
    const member = memberFact(nativeId('web'), { name: 'web', ipv4: '172.19.0.9', ipv6: 'fd00::2' });
    expect(endpoints([member], [web])).toEqual([
      expect.objectContaining({ role: 'container', attached: true, ipv4: '172.19.0.2', ipv6: 'fd00::2' }),
    ]);
  });

  it('[I2] draws the way out of a container as its gateway', () => {
    expect(endpoints([gateway], [containerFact('web')])).toEqual([
      {
        id: `endpoint:alpha/${nativeId('web')}/${nativeId('n-docker_gwbridge')}`,
        hostId: 'alpha',
        networkId: `network:alpha/${nativeId('n-docker_gwbridge')}`,
        sandboxId: `sandbox:alpha/${nativeId('web')}`,
        containerId: webId,
        role: 'gateway',
        attached: true,
        ipv4: '172.19.0.3',
        mac: '02:42:ac:13:00:03',
      },
    ]);
  });

  it.each([
    ['web', 'web'],
    ['gateway_to_hell', 'gateway_to_hell'],
    ['web', 'web-before-it-was-renamed'],
  ])('[I2] draws the container %s, listed as %s, as itself', (name, listed) => {
    const members = [memberFact(nativeId(name), { name: listed })];
    expect(endpoints(members, [containerFact(name)])[0]?.role).toBe('container');
  });

  it('[I3] believes a container that it is down', () => {
    expect(endpoints([gateway], [containerFact('web', { state: 'exited' })])).toEqual([]);
  });

  it('[I3] adds nothing to a stopped member', () => {
    const web = containerFact('web', {
      state: 'exited',
      attachments: [attachmentFact('docker_gwbridge', { endpointId: '' })],
    });
    const [endpoint] = endpoints([gateway], [web]);
    expect(endpoint).toMatchObject({ attached: false, role: 'container' });
    expect(endpoint).not.toHaveProperty('ipv4');
  });

  it('[I3] gives a container on another’s stack no endpoints', () => {
    const side = containerFact('side', { networkMode: 'container:web' });
    const members = [memberFact(nativeId('side'), { name: 'side' })];
    expect(endpoints(members, [containerFact('web'), side])).toEqual([]);
  });

  it.each<[string, string, Endpoint['role'], string]>([
    ['ingress-sbox', 'ingress-endpoint', 'load-balancer', 'ingress-endpoint'],
    ['lb-mesh', 'mesh-endpoint', 'load-balancer', 'mesh-endpoint'],
    ['gateway_ingress-sbox', 'gateway_ingress-sbox', 'gateway', 'gateway_ingress-sbox'],
    ['ingress-sbox', 'gateway_ingress-sbox', 'gateway', 'gateway_ingress-sbox'],
    ['ep-1234', 'far', 'remote', 'far'],
    ['ep-1234', '', 'remote', 'ep-1234'],
    [nativeId('stranger'), 'stranger', 'container', 'stranger'],
    [nativeId('stranger'), 'gateway_737472616e67', 'gateway', 'gateway_737472616e67'],
  ])('[I4] draws %s, called %j, as a %s', (key, name, role, shown) => {
    const [endpoint] = endpoints([memberFact(key, { name })]);
    expect(endpoint).toMatchObject({ role, name: shown, attached: true });
    expect(endpoint).not.toHaveProperty('containerId');
  });

  it('[I4] leaves out a member without a key', () => {
    expect(endpoints([memberFact('')])).toEqual([]);
  });

  it('[I5] gives them a sandbox without an owner', () => {
    const { sandboxes } = built([memberFact('lb-mesh')]);
    const sandbox = { id: 'sandbox:alpha/lb-mesh', hostId: 'alpha', kind: 'private' };
    expect(sandboxes).toEqual({ 'sandbox:alpha/lb-mesh': sandbox });
  });

  it('[I5] puts both ends of the ingress sandbox into one', () => {
    const { sandboxes } = built([memberFact('gateway_ingress-sbox'), memberFact('ingress-sbox')]);
    expect(Object.keys(sandboxes)).toEqual(['sandbox:alpha/ingress-sbox']);
  });

  it('[I5] leaves a sandbox that a container has to it', () => {
    const { sandboxes } = built([memberFact(`gateway_${nativeId('web')}`)], [containerFact('web')]);
    expect(Object.values(sandboxes).map(({ ownerId }) => ownerId)).toEqual([webId]);
  });

  it('[I5] does not take a member called host for the host', () => {
    const host = containerFact('web', { networkMode: 'host' });
    const { sandboxes } = built([memberFact('host')], [host]);
    expect(Object.values(sandboxes).map(({ kind }) => kind)).toEqual(['host', 'private']);
  });
});
