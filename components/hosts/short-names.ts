/** How much of a name fits into the folded list. */
const room = 4;

/** For each name a few letters that tell it from the others: what all have in common at their start is left out. */
export function shortNames(names: readonly string[]): string[] {
  const letters = names.map((name) => [...name]);
  const first = letters[0] ?? [];
  let common = 0;
  while (names.length > 1 && letters.every((each) => each[common] && each[common] === first[common])) {
    common += 1;
  }
  return letters.map((each) =>
    (each.slice(common).length > 0 ? each.slice(common) : each.slice(-room)).slice(0, room).join(''),
  );
}
