import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file in one step: nobody, and no crash, ever sees half of it. */
export function writeWhole(file: string, content: string | Buffer, mode = 0o644): void {
  writeFileSync(`${file}.new`, content, { mode });
  renameSync(`${file}.new`, file);
}
