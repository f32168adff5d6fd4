import { dequal } from 'dequal';
import { collections, type Topology } from './model.ts';

/** `next`, with every entity and map that equals one of `previous` replaced by that very object. */
export function reuse(previous: Topology, next: Topology): Topology {
  const result: Record<string, Record<string, unknown>> = {};
  let same = true;
  for (const name of collections) {
    const map = reuseEntries<unknown>(previous[name], next[name]);
    same &&= map === previous[name];
    result[name] = map;
  }
  // Each map above is of the kind its name says; TypeScript can't follow the loop.
  return same ? previous : (result as Topology);
}

/** The same for one map. */
export function reuseEntries<T>(previous: Record<string, T>, next: Record<string, T>): Record<string, T> {
  const ids = Object.keys(next);
  const result: Record<string, T> = {};
  let same = Object.keys(previous).length === ids.length;
  for (const id of ids) {
    const entity = next[id] as T;
    const former = Object.hasOwn(previous, id) ? previous[id] : undefined;
    const kept = former !== undefined && dequal(former, entity);
    result[id] = kept ? former : entity;
    same &&= kept;
  }
  return same ? previous : result;
}
