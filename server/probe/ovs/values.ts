import { z } from 'zod';

/**
 * The values of Open vSwitch's database as it writes them in JSON (RFC 7047, 5.1): an atom; `["set", [atoms]]`, where a
 * set of one may be written as that atom; `["map", [[key, value] …]]`; `["uuid", "…"]`.
 */
const uuid = z.tuple([z.literal('uuid'), z.string()]).transform(([, id]) => id);
const atoms = z.tuple([z.literal('set'), z.array(z.unknown())]).transform(([, members]) => members);

/** References to rows of another table. */
export const references = z.union([uuid.transform((id) => [id]), atoms.pipe(z.array(uuid))]);

/** One's own reference. */
export const reference = uuid;

/** A column that may be empty; what is empty, or is no such value, is undefined. */
export function optional<T extends z.ZodType>(type: T) {
  return z
    .union([type, atoms.pipe(z.array(type).max(1)).transform(([value]) => value)])
    .optional()
    .catch(undefined);
}

/** A map of texts to values of one type; other values of it are left out. */
export function mapOf<T extends z.ZodType>(type: T) {
  return z
    .tuple([z.literal('map'), z.array(z.tuple([z.string(), z.unknown()]))])
    .transform(
      ([, pairs]) =>
        new Map(
          pairs.flatMap(([key, value]): [string, z.output<T>][] => {
            const parsed = type.safeParse(value);
            return parsed.success ? [[key, parsed.data]] : [];
          }),
        ),
    )
    .catch(() => new Map());
}
