import { EngineError } from './engine-error.ts';

/** dockerode does not encode ids in paths (`../containers/…` would pass), so nothing else may become one. */
const nativeId = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** The id itself, if it can be one of an engine's. */
export function checkedId(id: string): string {
  if (nativeId.test(id) && !id.includes('..')) return id;
  throw new EngineError({ kind: 'invalid-id', message: 'This is not an id of a Docker Engine.' });
}
