import type { ConnectAction } from '#lib/actions/schema.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';

/** What an undo would bring back, as the end of a sentence: `172.18.0.5 and the alias api`; empty if only the connection. */
export function broughtBack(undo: ConnectAction): string {
  const priority = undo.gatewayPriority && `the gateway priority ${undo.gatewayPriority}`;
  const mac = undo.mac && `the MAC address ${undo.mac}`;
  const parts = [undo.ipv4, undo.ipv6, mac, priority, aliasWords(undo.aliases ?? [])].filter(Boolean);
  return listed(parts.map(String));
}

/** What did come back after an undo, read from the engine, and what did not. */
export function cameBack(undo: ConnectAction, detail: ContainerDetail | undefined): string {
  const endpoint = detail?.endpoints.find((each) => each.networkId === undo.networkId);
  if (!endpoint) return '';
  const addresses = [endpoint.ipv4, endpoint.ipv6].filter((address) => address !== undefined);
  const wanted = [undo.ipv4, undo.ipv6].filter((address) => address !== undefined);
  const missed = wanted.filter((address) => !addresses.includes(address));
  const has = listed([...addresses, aliasWords(endpoint.aliases)].filter(Boolean));
  const sentence = has ? `With ${has}.` : '';
  // A stopped container has no address yet: none was missed.
  if (missed.length === 0 || addresses.length === 0) return sentence;
  return `${sentence} ${listed(missed)} could not be had again.`;
}

function aliasWords(aliases: readonly string[]): string {
  if (aliases.length === 0) return '';
  return `the ${aliases.length === 1 ? 'alias' : 'aliases'} ${listed(aliases)}`;
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
