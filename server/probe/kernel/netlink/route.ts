import { defined } from '#lib/topology/defined.ts';
import { formatIp } from './address-bytes.ts';
import { Attributes } from './attributes.ts';
import type { Message } from './messages.ts';
import { mainTable } from './requests.ts';

/** RTA_… of linux/rtnetlink.h */
const attribute = { device: 4, gateway: 5, priority: 6, multipath: 9, table: 15, via: 18 } as const;
const headerSize = 12; // struct rtmsg
const hopSize = 8; // struct rtnexthop
const unicast = 1;

/** A way out of a default route. */
export interface RouteFact {
  index: number;
  gateway?: string;
  metric?: number;
}

/** The ways out of a default route of the main table: one, or several to choose from. Empty for any other route. */
export function readDefaultRoute(bytes: Buffer, { start, end }: Message): RouteFact[] {
  if (end - start < headerSize) return [];
  const attributes = new Attributes(bytes, start + headerSize, end);
  const table = attributes.u32(attribute.table) ?? bytes.readUInt8(start + 4);
  const prefix = bytes.readUInt8(start + 1);
  if (prefix !== 0 || table !== mainTable || bytes.readUInt8(start + 7) !== unicast) return [];
  const metric = attributes.u32(attribute.priority) || undefined;
  const hops = attributes.bytes(attribute.multipath);
  if (hops) return [...hopsIn(hops)].map((hop) => ({ ...hop, ...defined({ metric }) }));
  const index = attributes.u32(attribute.device);
  return index === undefined ? [] : [{ index, ...defined({ gateway: gatewayOf(attributes), metric }) }];
}

function* hopsIn(bytes: Buffer): Generator<RouteFact> {
  for (let at = 0; at + hopSize <= bytes.length; ) {
    const length = bytes.readUInt16LE(at);
    if (length < hopSize || at + length > bytes.length) return;
    const gateway = gatewayOf(new Attributes(bytes, at + hopSize, at + length));
    yield { index: bytes.readUInt32LE(at + 4), ...defined({ gateway }) };
    at += (length + 3) & ~3;
  }
}

/** A gateway of the other family is told in another way: its family, and then the address. */
function gatewayOf(attributes: Attributes): string | undefined {
  const via = attributes.bytes(attribute.via, 2);
  return attributes.address(attribute.gateway) ?? (via && formatIp(via.subarray(2)));
}
