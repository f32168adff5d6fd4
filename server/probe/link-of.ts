import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint, Topology } from '#lib/topology/model.ts';
import type { Interface, Tunnel } from '#lib/topology/model-wires.ts';
import type { WireReading } from '#lib/wires/facts.ts';
import { stackFinder } from '#lib/wires/sandbox-stacks.ts';
import { indexStacks, overlayDigits, type Stacks } from '#lib/wires/stacks.ts';
import { deviceKey, switchPortKey } from './link-key.ts';

/** What has counters of its own. */
export type Counted = Endpoint | Interface | Tunnel;

/** The endpoint, interface or tunnel with this id. */
export function countedThing({ endpoints, interfaces, tunnels }: Topology, id: string): Counted | undefined {
  return entityOf(endpoints, id) ?? entityOf(interfaces, id) ?? entityOf(tunnels, id);
}

/**
 * The link that such a thing is, by its key (`link-key.ts`): an endpoint's device in its sandbox, an interface itself,
 * a tunnel's device. Undefined where the kernel has none for it, or it was not read.
 */
export function linkOf(
  thing: Counted,
  topology: Topology,
  { facts, handles }: WireReading,
): string | undefined {
  if (!facts) return undefined;
  const stacks = indexStacks(facts);
  if ('sandboxId' in thing) {
    const stack = thing.interface && stackFinder(stacks, handles, topology)(thing);
    return stack && thing.interface && deviceKey(stack.id, thing.interface.index);
  }
  if ('place' in thing) return interfaceLink(thing, topology, stacks);
  const device = thing.interfaceId === undefined ? undefined : topology.interfaces[thing.interfaceId];
  return device && interfaceLink(device, topology, stacks);
}

function interfaceLink(
  { place, name, index, networkId }: Interface,
  { networks }: Topology,
  stacks: Stacks,
): string | undefined {
  if (place === 'openvswitch') return switchPortKey(name);
  const overlay = networkId === undefined ? undefined : networks[networkId];
  const stack =
    place === 'host' ? stacks.host : overlay && stacks.ofOverlay(overlay.nativeId.slice(0, overlayDigits));
  return stack && index !== undefined ? deviceKey(stack.id, index) : undefined;
}
