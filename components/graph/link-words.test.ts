import { expect, it } from 'vitest';
import { native } from '#lib/store/testing/scene.ts';
import { makeWiredScene } from '#lib/store/testing/wires.ts';
import { endpointId, networkId } from '#lib/topology/ids.ts';
import type { Endpoint } from '#lib/topology/model.ts';
import { isCut, lacksPair, linkFacts, pairText } from './link-words.ts';

const scene = makeWiredScene();
const endpoint = (host: string, name: string, network: string): Endpoint => {
  const found = scene.endpoints[endpointId(host, native(host, name), native(host, network))];
  if (!found) throw new Error(`The scene has no ${name} on ${network}.`);
  return found;
};

it('a pair is told with its bridge, a macvlan with what it hangs on, and nothing where nothing is known', () => {
  expect(pairText(scene, endpoint('h1', 'web', 'front'))).toBe('eth0 ⇄ veth482d892 @ br-front');
  expect(pairText(scene, endpoint('h3', 'cam', 'lan'))).toBe('eth0 ⤴ eth0');
  expect(pairText(scene, endpoint('h1', 'gone', 'front'))).toBeUndefined();
});

it('where the two ends of a pair differ, both are told', () => {
  const web = endpoint('h1', 'web', 'front');
  expect(linkFacts(web)).toBe('MTU 1500 · up · #12 ⇄ #13');
  const veth = { name: 'v', index: 13, bridge: 'br', mtu: 1400, state: 'down', port: 'disabled' as const };
  expect(linkFacts({ ...web, veth })).toBe('MTU 1500 ⇄ 1400 · up ⇄ down · port disabled · #12 ⇄ #13');
});

it('a link is cut where one of its ends is down or the bridge does not forward for it', () => {
  const web = endpoint('h1', 'web', 'front');
  expect(isCut(web)).toBe(false);
  expect(isCut(endpoint('h1', 'db', 'back'))).toBe(true);
  if (!web.veth || !web.interface) throw new Error('The scene has no pair for web.');
  expect(isCut({ ...web, veth: { ...web.veth, port: 'blocking' } })).toBe(true);
  expect(isCut({ ...web, veth: { ...web.veth, state: 'lowerlayerdown' } })).toBe(true);
  expect(isCut({ ...web, interface: { ...web.interface, state: 'down' } })).toBe(true);
  expect(isCut({ ...web, veth: { ...web.veth, state: 'unknown' } })).toBe(false);
});

it('a pair is missed of running containers alone, where wires are read, on networks that have pairs', () => {
  const { interface: _, veth: __, ...bare } = endpoint('h1', 'web', 'front');
  expect(lacksPair(scene, bare)).toBe(true);
  expect(lacksPair(scene, { ...bare, attached: false })).toBe(false);
  expect(lacksPair(scene, { ...bare, role: 'load-balancer' })).toBe(false);
  expect(lacksPair(scene, { ...bare, hostId: 'h3' })).toBe(false);
  expect(lacksPair(scene, { ...bare, networkId: networkId('h1', 'none') })).toBe(false);
  expect(lacksPair(scene, { ...bare, containerId: endpoint('h1', 'gone', 'front').containerId ?? '' })).toBe(
    false,
  );
  expect(lacksPair(scene, endpoint('h1', 'web', 'front'))).toBe(false);
});
