import { describe, expect, it } from 'vitest';
import { build } from './build.ts';
import type { Container, Endpoint } from './model.ts';
import type { AttachmentFact, ContainerFact, Snapshot } from './snapshot.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  networkFact,
  predefinedFacts,
  reading,
} from './testdata/facts.ts';

const networks = [...predefinedFacts(), networkFact('front'), networkFact('back')];
const podman: Snapshot['engine'] = { flavour: 'podman', version: '4.3.1', apiVersion: '1.41' };

function built(containers: ContainerFact[], more: Partial<Snapshot> = {}): Endpoint[] {
  return Object.values(build(reading('alpha', { networks, containers, ...more })).endpoints);
}

function web(attachments: AttachmentFact[], more: Partial<ContainerFact> = {}): ContainerFact {
  return containerFact('web', { attachments, ...more });
}

function networkNames(endpoints: readonly Endpoint[]): string[] {
  return endpoints.map(
    ({ networkId }) => networks.find((fact) => networkId.endsWith(fact.nativeId))?.name ?? '',
  );
}

describe('build, endpoints', () => {
  it('[E1] joins a container’s sandbox to a network', () => {
    const attachment = attachmentFact('front', {
      ipv4: '172.18.0.2',
      ipv6: 'fd00::2',
      mac: '02:42:ac:12:00:02',
      gateway: '172.18.0.1',
    });
    expect(built([web([attachment])])).toEqual([
      {
        id: `endpoint:alpha/${nativeId('web')}/${nativeId('n-front')}`,
        hostId: 'alpha',
        networkId: `network:alpha/${nativeId('n-front')}`,
        sandboxId: `sandbox:alpha/${nativeId('web')}`,
        containerId: `container:alpha/${nativeId('web')}`,
        role: 'container',
        attached: true,
        ipv4: '172.18.0.2',
        ipv6: 'fd00::2',
        mac: '02:42:ac:12:00:02',
        gateway: '172.18.0.1',
      },
    ]);
  });

  it('[E1] keeps an endpoint’s id while its container is stopped', () => {
    const [running] = built([web([attachmentFact('front')])]);
    const [stopped] = built([web([attachmentFact('front', { endpointId: '' })], { state: 'exited' })]);
    expect(stopped?.id).toBe(running?.id);
  });

  it.each<[Container['state'], string, boolean, boolean]>([
    ['running', 'e1', true, true],
    ['paused', 'e1', true, true],
    ['restarting', 'e1', true, false],
    ['restarting', '', false, false],
    ['running', '', false, true],
    ['created', '', false, false],
    ['exited', '', false, false],
    ['exited', 'e1', false, false],
    ['removing', 'e1', false, false],
    ['dead', 'e1', false, false],
  ])('[E2] %s with the endpoint id %j: attached %s, on Podman %s', (state, endpointId, docker, onPodman) => {
    const containers = [web([attachmentFact('front', { endpointId })], { state })];
    expect(built(containers)[0]?.attached).toBe(docker);
    expect(built(containers, { engine: podman })[0]?.attached).toBe(onPodman);
  });

  it.each<[string, Partial<AttachmentFact>, string[]]>([
    ['front', {}, ['front']],
    ['renamed', { networkNativeId: nativeId('n-front') }, ['front']],
    ['front', { networkNativeId: '' }, ['front']],
    ['front', { networkNativeId: 'front' }, ['front']],
    ['default', { networkNativeId: '' }, ['bridge']],
    [nativeId('n-front'), { networkNativeId: '' }, ['front']],
    ['bridge', { networkNativeId: nativeId('the bridge before the restart') }, ['bridge']],
    ['front', { networkNativeId: nativeId('a front before this one') }, []],
    ['gone', { networkNativeId: '' }, []],
    ['', { networkNativeId: '' }, []],
  ])('[E3] finds the network of %j, %j: %j', (name, more, found) => {
    expect(networkNames(built([web([attachmentFact(name, more)])]))).toEqual(found);
  });

  it('[E4] takes the first of several networks of one name', () => {
    const twins = [networkFact('twin', { nativeId: 'bb' }), networkFact('twin', { nativeId: 'aa' })];
    const endpoints = built([web([attachmentFact('twin', { networkNativeId: '' })])], { networks: twins });
    expect(endpoints.map(({ networkId }) => networkId)).toEqual(['network:alpha/aa']);
  });

  it('[E5] takes two attachments to one network for one endpoint', () => {
    const byName = attachmentFact('front', { networkNativeId: '', endpointId: '' });
    const live = attachmentFact('front', { ipv4: '172.18.0.2' });
    for (const attachments of [
      [byName, live],
      [live, byName],
    ]) {
      expect(built([web(attachments)])).toEqual([
        expect.objectContaining({ attached: true, ipv4: '172.18.0.2' }),
      ]);
    }
  });

  it('[E6] gives a container on another’s stack no endpoints', () => {
    const side = containerFact('side', {
      networkMode: 'container:web',
      attachments: [attachmentFact('front')],
    });
    const endpoints = built([web([attachmentFact('front')]), side], { engine: podman });
    expect(endpoints.map(({ containerId }) => containerId)).toEqual([`container:alpha/${nativeId('web')}`]);
  });

  it('[E7] draws each container in host mode on host, in the host’s sandbox', () => {
    const facts = ['a', 'b'].map((name) =>
      containerFact(name, { networkMode: 'host', attachments: [attachmentFact('host')] }),
    );
    const endpoints = built(facts);
    expect(networkNames(endpoints)).toEqual(['host', 'host']);
    expect(endpoints.map(({ sandboxId }) => sandboxId)).toEqual(['sandbox:alpha/host', 'sandbox:alpha/host']);
  });

  it('[E7] draws a container in none mode on none, in its own sandbox', () => {
    const endpoints = built([web([attachmentFact('none')], { networkMode: 'none' })]);
    expect(networkNames(endpoints)).toEqual(['none']);
    expect(endpoints[0]?.sandboxId).toBe(`sandbox:alpha/${nativeId('web')}`);
  });

  it.each([
    ['172.18.0.2/16', '172.18.0.2'],
    ['', undefined],
    ['fd00::2', undefined],
    ['nonsense', undefined],
  ])('[E8] reads the IPv4 address %j as %s', (ipv4, plain) => {
    expect(built([web([attachmentFact('front', { ipv4 })])])[0]?.ipv4).toBe(plain);
  });

  it('[E8] reads a gateway of either family', () => {
    const gateways = ['172.18.0.1', 'fd00::1', 'nonsense'].map(
      (gateway) => built([web([attachmentFact('front', { gateway })])])[0]?.gateway,
    );
    expect(gateways).toEqual(['172.18.0.1', 'fd00::1', undefined]);
  });
});
