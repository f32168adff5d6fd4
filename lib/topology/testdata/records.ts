import fc from 'fast-check';

/** As a parser would make it: the engines' replies have prototypes, too. */
export const plain = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { noNullPrototype: true });

export const optional = <T extends object>(
  required: { [K in keyof T]: fc.Arbitrary<T[K]> },
  keys: (keyof T)[],
) => fc.record(required, { requiredKeys: keys, noNullPrototype: true }) as fc.Arbitrary<T>;
