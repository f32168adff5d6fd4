const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The order of a table's values: numbers by size, texts as people sort them (`web2` before `web10`, also in addresses); empty ones last. */
export function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [`${a}`, `${b}`];
  if (left === '' || right === '') return left === right ? 0 : left === '' ? 1 : -1;
  return collator.compare(left, right);
}
