/** The entity with an id that came from outside: `constructor` is an id like any other, and not in every map. */
export function entityOf<T>(map: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(map, id) ? map[id] : undefined;
}
