import { describe, expect, it } from 'vitest';
import {
  allowedText,
  bridgeText,
  isDown,
  linkKindText,
  placeText,
  portMeaning,
  probePlace,
  wantsSettings,
  wayText,
  wiresText,
  wireText,
} from './wires.ts';

describe('how it stands with a host’s wires', () => {
  it.each([
    [undefined, 'Nothing is known yet', false],
    ['off', 'are not read', true],
    ['reading', 'for the first time', false],
    ['live', 'are read', false],
    ['stale', 'what was last read', true],
    ['unavailable', 'can’t be read', true],
  ] as const)('is told for %s', (state, text, settings) => {
    const host = state ? { wires: { state } } : {};
    expect(wiresText(host)).toContain(text);
    expect(wantsSettings(host)).toBe(settings);
  });

  it('is told with its way and its reader, as far as they are known', () => {
    expect(wayText({ wires: { state: 'live', way: 'helper', reader: 'sysfs' } })).toBe(
      'by a helper container on this host, out of the files of sysfs',
    );
    expect(wayText({ wires: { state: 'unavailable', way: 'local' } })).toMatch(/shares with this host$/);
    expect(wayText({ wires: { state: 'off' } })).toBeUndefined();
  });

  it.each([
    [{ origin: 'stored' }, undefined],
    [{ origin: 'file', source: 'patchbay.yaml' }, /^It is set in patchbay.yaml, under “probe”/],
    [{ origin: 'file', source: 'DOCKER_HOST' }, /name the host there/],
    [{ origin: 'file', source: 'the usual sockets' }, /name the host there/],
    [{}, /name the host there/],
  ] as const)('%o has it set at its place', (host, place) => {
    if (place === undefined) expect(probePlace(host)).toBeUndefined();
    else expect(probePlace(host)).toMatch(place);
  });
});

describe('what is allowed', () => {
  it.each([
    [undefined, /^allowed/, 'not allowed'],
    [{ local: false }, /^switched off$/, 'not allowed'],
    [{ helper: 'one-shot' }, /^allowed/, 'one for each read, of the image busybox'],
    [{ helper: 'standing', image: 'box' }, /^allowed/, 'one that stays, of the image box'],
  ] as const)('by %o', (probe, directly, helper) => {
    const text = allowedText(probe ? { probe } : {});
    expect(text.directly).toMatch(directly);
    expect(text.helper).toBe(helper);
  });
});

describe('interfaces in words', () => {
  it('leave a kind alone that nobody knows', () => {
    expect(['bridge', 'openvswitch', 'wireguard', 'constructor'].map(linkKindText)).toEqual([
      'bridge',
      'Open vSwitch bridge',
      'wireguard',
      'constructor',
    ]);
  });

  it('say where they are, and what a port’s state means', () => {
    expect(placeText('host', undefined)).toBeUndefined();
    expect(placeText('overlay', 'mesh')).toBe('in the overlay mesh');
    expect(placeText('openvswitch', 'x')).toBe('in Open vSwitch');
    expect(portMeaning('forwarding')).toBeUndefined();
    expect(portMeaning('blocking')).toMatch(/loop/);
    expect(portMeaning('toString')).toBeUndefined();
  });

  it('are down unless they are up, or can’t say', () => {
    expect(['up', 'unknown', 'down', 'lowerlayerdown'].map(isDown)).toEqual([false, false, true, true]);
  });
});

describe('a wire in a line', () => {
  const device = { name: 'eth0', index: 7, mtu: 1500, state: 'up', kind: 'veth' };
  const veth = { name: 'veth1', index: 8, mtu: 1500, state: 'up', bridge: 'br-1' };

  it.each([
    [{}, undefined, undefined],
    [{ interface: device }, undefined, 'eth0'],
    [{ interface: device }, 'eth1', 'eth0 on eth1'],
    [{ interface: device, veth }, undefined, 'eth0 ⇄ veth1 @ br-1'],
    [{ interface: device, veth: { ...veth, bridge: '' } }, undefined, 'eth0 ⇄ veth1'],
  ])('%#', (endpoint, parent, text) => {
    expect(wireText(endpoint, parent)).toBe(text);
  });

  it('is told of its bridge', () => {
    expect(bridgeText({ stp: true, vlanFiltering: false })).toBe('STP on');
    expect(bridgeText({ stp: false, vlanFiltering: true })).toBe('STP off, filters VLANs');
  });
});
