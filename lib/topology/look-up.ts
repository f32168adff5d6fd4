/** An index of one map, made once for it: topologies that follow one another have most of their maps in common. */
export function once<M extends object, T>(make: (map: M) => T): (map: M) => T {
  const known = new WeakMap<M, T>();
  return (map) => {
    const made = known.get(map) ?? make(map);
    known.set(map, made);
    return made;
  };
}

/** What a group holds by its key; nothing for a key that has none. */
export function lookUp<T>(groups: ReadonlyMap<string, T[]>): (id: string) => readonly T[] {
  const none: readonly T[] = [];
  return (id) => groups.get(id) ?? none;
}

/** Items by their keys, in the order in which they come; one may have several keys, or none. */
export function group<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const list = groups.get(key);
      if (list) list.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
