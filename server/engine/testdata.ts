import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Docker Engines of which there are recordings, the oldest first. For tests. */
export const recordedEngines = ['docker-20.10.24', 'docker-26.1.5', 'docker-28.5.2'] as const;
type RecordedEngine = (typeof recordedEngines)[number];

/** A recorded reply of a real engine (`engine.engine.test.ts` records them; those of 20.10's services are of three hosts, shortened). For tests. */
export function recorded(name: string, engine?: RecordedEngine): unknown {
  return JSON.parse(recordedText(`${name}.json`, engine));
}

/** A recording as it came. For tests. */
export function recordedText(file: string, engine: RecordedEngine = 'docker-20.10.24'): string {
  return readFileSync(join(import.meta.dirname, 'testdata', engine, file), 'utf8');
}
