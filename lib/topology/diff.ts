import { dequal } from 'dequal';
import type { TopologyDiff } from '../wire/messages.ts';
import { collections, type Entity, type Topology } from './model.ts';

interface Changes {
  set?: Record<string, Entity>;
  remove?: string[];
}

/**
 * What leads from one topology to another; undefined when they are equal. Entities are compared by
 * identity first, so that a merger's output is cheap to compare with its last one.
 */
export function diff(from: Topology, to: Topology): TopologyDiff | undefined {
  const result: Record<string, Changes> = {};
  for (const name of collections) {
    const changes = changesBetween(from[name], to[name]);
    if (changes) result[name] = changes;
  }
  // Each entry holds entities of the kind its name says; TypeScript can't follow the loop.
  return Object.keys(result).length > 0 ? (result as TopologyDiff) : undefined;
}

/** The topology after a diff. Nothing is changed in place; untouched maps and entities stay the same objects. */
export function apply(topology: Topology, changes: TopologyDiff): Topology {
  const result: Record<string, Record<string, Entity>> = { ...topology };
  for (const name of collections) {
    const change = changes[name];
    if (change) result[name] = applyChanges(topology[name], change);
  }
  return result as Topology;
}

function changesBetween(from: Record<string, Entity>, to: Record<string, Entity>): Changes | undefined {
  if (from === to) return undefined;
  const set: Record<string, Entity> = {};
  let common = 0;
  for (const id of Object.keys(to)) {
    const entity = to[id] as Entity;
    const isKnown = from[id] === entity || Object.hasOwn(from, id);
    if (isKnown) common++;
    if (!isKnown || !dequal(from[id], entity)) set[id] = entity;
  }
  const former = Object.keys(from);
  const remove = common < former.length ? former.filter((id) => !Object.hasOwn(to, id)) : [];
  const changes: Changes = {};
  if (Object.keys(set).length > 0) changes.set = set;
  if (remove.length > 0) changes.remove = remove;
  return changes.set || changes.remove ? changes : undefined;
}

function applyChanges(from: Record<string, Entity>, { set, remove }: Changes): Record<string, Entity> {
  const result = { ...from, ...set };
  for (const id of remove ?? []) delete result[id];
  return result;
}
