import type { NetworkSpec } from './network-spec.ts';

/** A thing of an engine: our id, the engine's, and the name that sentences use. */
export interface Named {
  id: string;
  nativeId: string;
  name: string;
}

/** A thing of the topology as calls name it. */
export function named({ id, nativeId, name }: Named): Named {
  return { id, nativeId, name };
}

/** Joins a container to a network. */
export interface ConnectCall {
  kind: 'connect';
  hostId: string;
  network: Named;
  container: Named;
  ipv4?: string;
  ipv6?: string;
  aliases: string[];
  mac?: string;
  gatewayPriority?: number;
  driverOptions?: Record<string, string>;
  /** Addresses that are wished for and not asked for: the engine will choose them anyway, or can't give them. */
  wished: string[];
  /** Where the addresses are refused it takes the next free ones. */
  addressPreferred: boolean;
}

/** Takes a member off a network; what is not there any more is known by its name alone. */
export interface DisconnectCall {
  kind: 'disconnect';
  hostId: string;
  network: Named;
  container: Named;
  force: boolean;
}

/** Makes a network; until it is made its id is the one of `newNativeId`. */
export interface CreateCall {
  kind: 'create-network';
  hostId: string;
  network: Named;
  spec: NetworkSpec;
}

export interface RemoveCall {
  kind: 'remove-network';
  hostId: string;
  network: Named;
}

/** One call of one engine: what a step of a plan does. */
export type Call = ConnectCall | DisconnectCall | CreateCall | RemoveCall;

/** What stands for the engine's id of a network that is still to be made; no engine gives such an id. */
export function newNativeId(ref = 'new'): string {
  return `@${ref}`;
}

/** What `newNativeId` made this of; undefined if it was told nothing. */
export function refOf(newId: string): string | undefined {
  return newId === newNativeId() ? undefined : newId.slice(1);
}

/** Whether this stands for the id of a network that is still to be made. */
export function isNewNativeId(nativeId: string): boolean {
  return nativeId.startsWith('@');
}
