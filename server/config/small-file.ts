import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

// Certificates and keys are a few KB; a known_hosts of ten thousand hosts is 2 MB.
const largest = 8 * 1024 * 1024;

/**
 * The text of a file that somebody named. Throws for what is no plain file, or too large for what it is to be: a
 * FIFO or a device would hold up the whole process.
 */
export function readSmallFile(path: string): string {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw new Error(`${path} is no plain file`);
    if (found.size > largest) throw new Error(`${path} is larger than ${largest / 1024 / 1024} MB`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
