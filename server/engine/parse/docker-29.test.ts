import { expect, it } from 'vitest';
import { recorded, recordedText } from '../testdata.ts';
import { readContainerInspection } from './container-inspection.ts';
import { readEvent } from './event.ts';
import { readNetworkInspection, readNetworks } from './network.ts';

/**
 * Docker 29 (API 1.52 and later), from the documented schema, not recorded: what 28 replied, without the fields that
 * went and with those that came. It must read the same.
 */
const engine = 'docker-28.5.2';
type Reply = Record<string, unknown>;

/** `NetworkSettings` lost what it said of the default bridge at its top. */
function containerOf29(reply: unknown): Reply {
  const { NetworkSettings, ...rest } = reply as { NetworkSettings: Reply };
  const { SandboxID, SandboxKey, Ports, Networks } = NetworkSettings;
  return { ...rest, NetworkSettings: { SandboxID, SandboxKey, Ports, Networks } };
}

/** The list lost `Containers`, an inspect got `Status`. */
function networkOf29(reply: Reply): Reply {
  const IPAM = { Subnets: { '192.168.64.0/24': { IPsInUse: 5, DynamicIPsAvailable: 251 } } };
  return { ...reply, Status: { IPAM } };
}

/** Events lost the fields that repeat others. */
function eventOf29(line: string): string {
  const { status, id, from, ...rest } = JSON.parse(line) as Reply;
  return JSON.stringify(rest);
}

it.each(['web', 'hub', 'sixer', 'gone', 'never', 'rider', 'hosty', 'nothing'])('an inspect of %s', (name) => {
  const reply = recorded(`container-${name}`, engine);
  expect(readContainerInspection(containerOf29(reply))).toEqual(readContainerInspection(reply));
});

it('the networks, without their containers', () => {
  const replies = recorded('networks', engine) as Reply[];
  const later = replies.map(({ Containers, ...rest }) => rest);
  expect(readNetworks(later)).toEqual(readNetworks(replies));
  expect(readNetworks(later).warnings).toEqual([]);
});

it('an inspect of a network, with its addresses in use', () => {
  const reply = recorded('network-front', engine) as Reply;
  expect(readNetworkInspection(networkOf29(reply))).toEqual(readNetworkInspection(reply));
});

it('events', () => {
  const lines = recordedText('events.jsonl', engine).trim().split('\n');
  expect(lines.map(eventOf29).map(readEvent)).toEqual(lines.map(readEvent));
});
