import { z } from 'zod';
import type { Warning } from '../engine-client.ts';

/** Engines write "nothing" as null, as an empty string or not at all. These schemas make it one thing. */

/** A text, or undefined for null, absent and empty. */
export const someText = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

/** A text, empty for null and absent. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** Texts by name; values that are no texts are left out. */
export const texts = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) => {
    const entries = Object.entries(values ?? {});
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  });

/** A record of things, empty for null and absent. */
export const recordOf = <T extends z.ZodType>(item: T) =>
  z
    .record(z.string(), item)
    .nullish()
    .transform((values) => values ?? {});

/** A list of things, empty for null and absent. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((values) => values ?? []);

/** `172.18.0.2/16` → its parts. */
export function splitPrefix(address: string | undefined): { address?: string; prefix?: number } {
  const [plain, prefix] = (address ?? '').split('/');
  if (!plain) return {};
  return prefix && /^\d+$/.test(prefix) ? { address: plain, prefix: Number(prefix) } : { address: plain };
}

/** Reads a list element by element: what can't be read is left out and told, the rest is kept. */
export function readEach<T>(
  value: unknown,
  what: 'network' | 'container',
  read: (item: unknown) => T,
): { items: T[]; warnings: Warning[] } {
  const items: T[] = [];
  const warnings: Warning[] = [];
  for (const item of z.array(z.unknown()).parse(value ?? [])) {
    try {
      items.push(read(item));
    } catch (error) {
      warnings.push({
        code: `unreadable-${what}`,
        message: `The engine lists a ${what} (${labelOf(item)}) that Patchbay can't read; it is left out: ${firstFault(error)}.`,
      });
    }
  }
  return { items, warnings };
}

const labelled = z.object({
  Id: z.string().optional().catch(undefined),
  Name: z.string().optional().catch(undefined),
  Names: z.array(z.string()).optional().catch(undefined),
});

function labelOf(item: unknown): string {
  const found = labelled.safeParse(item);
  if (!found.success) return 'without a name';
  return (
    found.data.Name ?? found.data.Names?.[0]?.slice(1) ?? found.data.Id?.slice(0, 12) ?? 'without a name'
  );
}

function firstFault(error: unknown): string {
  if (error instanceof z.ZodError) {
    const issue = error.issues[0];
    return issue ? `${issue.path.join('.')} ${issue.message}` : 'unknown shape';
  }
  return error instanceof Error ? error.message : String(error);
}
