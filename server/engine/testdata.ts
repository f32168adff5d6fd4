import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A recorded reply of a real engine (`engine.engine.test.ts` records them, but those of services, shortened). For tests. */
export function recorded(name: string): unknown {
  return JSON.parse(recordedText(`${name}.json`));
}

/** A recording as it came. For tests. */
export function recordedText(file: string): string {
  return readFileSync(join(import.meta.dirname, 'testdata', 'docker-20.10.24', file), 'utf8');
}
