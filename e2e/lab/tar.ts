export interface TarEntry {
  readonly name: string;
  readonly mode?: number;
  readonly content?: Buffer;
  readonly linkTo?: string;
}

const BLOCK = 512;

/** A tar archive (ustar) of these entries, always the same bytes: no times, no owners. A name ending in / is a folder. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    const content = entry.content ?? Buffer.alloc(0);
    parts.push(
      header(entry, content.length),
      content,
      Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
    );
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header(entry: TarEntry, size: number): Buffer {
  const folder = entry.name.endsWith('/');
  const block = Buffer.alloc(BLOCK);
  block.write(entry.name, 0, 100);
  block.write(octal(entry.mode ?? (folder ? 0o755 : 0o644), 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(' '.repeat(8), 148); // the checksum counts as spaces while it is made
  block.write(folder ? '5' : entry.linkTo === undefined ? '0' : '2', 156);
  block.write(entry.linkTo ?? '', 157, 100);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
