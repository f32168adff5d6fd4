import { headerSize } from './messages.ts';

const flags = { request: 0x001, dump: 0x300 } as const;

/** Kinds of messages (rtnetlink(7)): what is asked, and what is answered. */
export const kinds = {
  newLink: 16,
  getLink: 18,
  newAddress: 20,
  getAddress: 22,
  newRoute: 24,
  getRoute: 26,
  newNeighbour: 28,
  getNeighbour: 30,
  newNamespace: 88,
  getNamespace: 90,
} as const;

const family = { unspecified: 0, bridge: 7 } as const;

/** What is to be sent; the socket puts its sequence number in. `answer` is the kind of message that is awaited. */
export interface Request {
  bytes: Buffer;
  answer: number;
}

/** All devices, with all that is known of them. */
export function linksRequest(): Request {
  const body = Buffer.alloc(16); // struct ifinfomsg
  return request(kinds.getLink, flags.dump, body, kinds.newLink);
}

/** All addresses of both families. */
export function addressesRequest(): Request {
  const body = Buffer.alloc(8); // struct ifaddrmsg
  return request(kinds.getAddress, flags.dump, body, kinds.newAddress);
}

/** The routes of the main table, of both families. */
export function routesRequest(): Request {
  const body = Buffer.alloc(12); // struct rtmsg
  body.writeUInt8(mainTable, 4);
  return request(kinds.getRoute, flags.dump, body, kinds.newRoute);
}

export const mainTable = 254;

/** The neighbours of a device, of both families. */
export function neighboursRequest(index: number): Request {
  const body = Buffer.alloc(12); // struct ndmsg
  const of = u32Attribute(attribute.ndaIfindex, index);
  return request(kinds.getNeighbour, flags.dump, Buffer.concat([body, of]), kinds.newNeighbour);
}

/** The forwarding entries of a device, if the kernel heeds it; else of all bridges and VXLAN devices. */
export function forwardingRequest(index: number): Request {
  const body = Buffer.alloc(12); // struct ndmsg
  body.writeUInt8(family.bridge, 0);
  body.writeInt32LE(index, 4);
  return request(kinds.getNeighbour, flags.dump, body, kinds.newNeighbour);
}

/** What the namespace that is asked calls the one of this open handle. It makes no number where there was none. */
export function namespaceNumberRequest(handle: number): Request {
  const body = Buffer.alloc(4); // struct rtgenmsg, padded
  const of = u32Attribute(attribute.netnsaFd, handle);
  return request(kinds.getNamespace, 0, Buffer.concat([body, of]), kinds.newNamespace);
}

const attribute = { ndaIfindex: 8, netnsaFd: 3 } as const;

function u32Attribute(type: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(8, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}

function request(kind: number, more: number, body: Buffer, answer: number): Request {
  const header = Buffer.alloc(headerSize);
  header.writeUInt32LE(headerSize + body.length, 0);
  header.writeUInt16LE(kind, 4);
  header.writeUInt16LE(flags.request | more, 6);
  return { bytes: Buffer.concat([header, body]), answer };
}
