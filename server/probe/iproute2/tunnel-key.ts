/** A GRE key as iproute2 prints it, a number or like an address (`0.0.0.77`) → the number. */
export function keyNumber(key: string | number | undefined): number | undefined {
  if (typeof key === 'number') return key;
  if (key === undefined) return undefined;
  if (/^\d+$/.test(key)) return Number(key);
  const bytes = key.split('.').map(Number);
  if (bytes.length !== 4 || !bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256))
    return undefined;
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}
