import type { Network } from '../topology/model.ts';
import type { Place, Stacks } from './stacks.ts';

/**
 * Whether what was taken for a veth is a macvlan of this network: it hangs on the very link that the network says is its
 * parent. Files of sysfs name neither's kind (Linux 6.18), and say of both only the index of what they hang on.
 */
export function isUnnamedMacvlan(
  { host, at }: Stacks,
  { stack, link }: Place,
  { driver, options: { parent } }: Network,
): boolean {
  if (driver !== 'macvlan' || stack.namespaces || link.kind !== 'veth') return false;
  if (!host || parent === undefined || link.peerIndex === undefined) return false;
  return at(host, link.peerIndex)?.link.name === parent;
}
