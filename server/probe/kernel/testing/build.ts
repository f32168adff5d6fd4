/** Netlink messages made by hand, for what the recorded ones lack. For tests. */

export function attribute(type: number, value: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(4 + value.length, 0);
  header.writeUInt16LE(type, 2);
  return Buffer.concat([header, value, Buffer.alloc(-value.length & 3)]);
}

export function message(type: number, body: Buffer, { number = 1, flags = 0 } = {}): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(16 + body.length, 0);
  header.writeUInt16LE(type, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt32LE(number, 8);
  return Buffer.concat([header, body, Buffer.alloc(-body.length & 3)]);
}

export const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
export const u32be = (value: number) => u32(value).reverse();
export const text = (value: string) => Buffer.from(`${value}\0`);
export const ip = (address: string) => Buffer.from(address.split('.').map(Number));
