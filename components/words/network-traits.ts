import { isUnallocated } from '#lib/actions/network-kind.ts';
import type { Network } from '#lib/topology/model.ts';

/** What sets a network apart, in Docker's words. */
export function networkTraits(network: Network): string[] {
  const traits: string[] = [];
  if (network.stale) traits.push('last known');
  if (network.builtin) traits.push('built in');
  if (network.internal) traits.push('internal');
  if (network.attachable) traits.push('attachable');
  if (network.ingress) traits.push('ingress');
  if (network.configOnly) traits.push('configuration only');
  if (isUnallocated(network)) traits.push('never allocated');
  if (Object.hasOwn(network.options, 'encrypted')) traits.push('encrypted');
  if (network.scope !== 'local') traits.push(`${network.scope} scope`);
  return traits;
}
