/** The items by key; a key that several items have leads to none of them. */
export function onlyBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T> {
  const found = new Map<K, T>();
  const repeated = new Set<K>();
  for (const item of items) {
    const key = keyOf(item);
    if (found.has(key)) repeated.add(key);
    else found.set(key, item);
  }
  for (const key of repeated) found.delete(key);
  return found;
}

/** The one item; undefined if there is none or several. */
export function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
