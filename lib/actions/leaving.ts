import type { Container, Host } from '../topology/model.ts';
import type { KnownEndpoint } from './known-endpoint.ts';
import type { Membership } from './membership.ts';

/** A container about to leave a network. */
export interface Leaving extends Membership {
  host: Host;
  container: Container;
  /** The memberships it keeps. */
  rest: readonly Membership[];
  known: KnownEndpoint;
}

/** The names people gave the endpoint: neither the container's own name nor its short id. */
export function givenAliases({ container, endpoint, known }: Leaving): string[] {
  const own = new Set([container.name, container.nativeId, container.nativeId.slice(0, 12)]);
  return [...new Set(known.aliases ?? endpoint.aliases ?? [])].filter((alias) => !own.has(alias));
}
