import { describe, expect, it } from 'vitest';
import { containerId, findingId, interfaceId, serviceId, swarmNetworkId, tunnelId } from '../topology/ids.ts';
import { hashOfView, type View, viewOfHash } from './view.ts';

describe('the view in the URL', () => {
  it.each<View>([
    { mode: undefined, tab: 'containers', selection: undefined, wires: false },
    {
      mode: 'table',
      tab: 'networks',
      wires: true,
      selection: { kind: 'network', id: swarmNetworkId('c1', 'n1') },
    },
    {
      mode: 'picture',
      tab: 'containers',
      wires: false,
      selection: { kind: 'container', id: containerId('h1', 'ab') },
    },
    {
      mode: undefined,
      tab: 'ports',
      wires: false,
      selection: { kind: 'port', id: 'port:h1/ab/::/80-80/tcp' },
    },
    {
      mode: 'table',
      tab: 'services',
      wires: false,
      selection: { kind: 'service', id: serviceId('c1', 's1') },
    },
    { mode: undefined, tab: 'hosts', wires: false, selection: { kind: 'host', id: 'a b&c=d#e%' } },
    {
      mode: undefined,
      tab: 'interfaces',
      wires: false,
      selection: { kind: 'interface', id: interfaceId('h1', 'host', 2) },
    },
    {
      mode: 'table',
      tab: 'tunnels',
      wires: true,
      selection: { kind: 'tunnel', id: tunnelId('h1', 'gre', 'x/y', '::1') },
    },
    {
      mode: 'table',
      tab: 'findings',
      wires: false,
      selection: { kind: 'finding', id: findingId('f', 'endpoint:h1/a/b') },
    },
  ])('comes back from its hash: %o', (view) => {
    expect(viewOfHash(hashOfView(view))).toEqual(view);
  });

  it('is plain to read', () => {
    const selection = { kind: 'container', id: 'container:h1/ab' } as const;
    expect(hashOfView({ mode: 'table', tab: 'containers', selection, wires: false })).toBe(
      '#view=table&container=container:h1/ab',
    );
    expect(hashOfView({ mode: undefined, tab: 'containers', selection: undefined, wires: false })).toBe('');
    expect(hashOfView({ mode: undefined, tab: 'containers', selection: undefined, wires: true })).toBe(
      '#wires=on',
    );
  });

  it('takes the default for what a hash does not say sensibly', () => {
    expect(viewOfHash('#view=cellar&tab=x&wires=perhaps&container=')).toEqual({
      mode: undefined,
      tab: 'containers',
      selection: undefined,
      wires: false,
    });
  });
});
