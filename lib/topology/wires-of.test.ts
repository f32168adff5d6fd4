import { describe, expect, it } from 'vitest';
import { makeWiredScene } from '../store/testing/wires.ts';
import { findingId, interfaceId, networkId, swarmNetworkId } from './ids.ts';
import { wiresOf } from './wires-of.ts';

const scene = makeWiredScene();
const wires = wiresOf(scene);
const mesh = swarmNetworkId('lab', 'mesh');
const names = (things: readonly { name: string }[]) => things.map(({ name }) => name);

describe('the wires of a topology', () => {
  it('are found by their host, in the order of their names', () => {
    expect(names(wires.interfacesOfHost('h2'))).toEqual(['br0', 'br0', 'docker0', 'eth0', 'gre3', 'vxlan0']);
    expect(wires.interfacesOfHost('nowhere')).toEqual([]);
  });

  it('are found by their network and their bridge', () => {
    expect(names(wires.interfacesOfNetwork(mesh))).toEqual(['br0', 'br0', 'vxlan0', 'vxlan0']);
    expect(names(wires.portsOf(interfaceId('h2', 'ovs', 'br0')))).toEqual(['gre3']);
    expect(wires.endpointsOfBridge(interfaceId('h1', 'host', 4)).map(({ ipv4 }) => ipv4)).toEqual([
      '172.19.0.3',
      '172.19.0.2',
    ]);
    expect(wires.endpointsOfParent(interfaceId('h3', 'host', 2)).map(({ ipv4 }) => ipv4)).toEqual([
      '10.97.0.20',
      '10.97.0.21',
    ]);
  });

  it('have tunnels at both ends, of a network, of a device', () => {
    expect(wires.tunnelsOfHost('h1').map(({ to }) => to.address)).toEqual([
      '10.77.0.1',
      '10.77.0.2',
      '10.77.0.9',
    ]);
    expect(wires.tunnelsOfHost('h3').map(({ kind }) => kind)).toEqual(['gre']);
    expect(wires.tunnelsOfNetwork(mesh)).toHaveLength(3);
    expect(wires.tunnelsOfInterface(interfaceId('h2', 'ovs', 'gre3'))).toHaveLength(1);
  });

  it('have findings, the worst first, and each about everything it concerns', () => {
    expect(wires.findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
    const about = networkId('h1', 'back');
    const down = wires.findings[0];
    expect(down?.id).toBe(findingId('port-down', down?.about[0] ?? ''));
    expect(wires.findingsAbout(about)).toEqual([down]);
    expect(wires.findingsAbout('h1')).toEqual([]);
    expect(wires.findingsOfHost('h1')).toEqual([down]);
  });
});
