/** Plain code-unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first text in code-unit order. */
export function smallest(texts: Iterable<string>): string | undefined {
  let first: string | undefined;
  for (const text of texts) if (first === undefined || text < first) first = text;
  return first;
}
