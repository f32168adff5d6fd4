import { z } from 'zod';

const list = z.array(z.unknown());

/** What can't be read of what a tool printed. */
export interface Unread {
  /** What is wrong with it. */
  words: string;
}

/** What iproute2 printed, one JSON list a line, and what of it is none. */
export function readDocuments(text: string): { lists: unknown[][]; unread: Unread[] } {
  const lists: unknown[][] = [];
  const unread: Unread[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      // iproute2 does not escape every control character of a description (`ip link set … alias`).
      lists.push(list.parse(JSON.parse(line.replace(controls, ' '))));
    } catch (error) {
      unread.push({ words: error instanceof Error ? firstLine(error.message) : String(error) });
    }
  }
  return { lists, unread };
}

/** The elements that are as expected; what is not is left out. */
export function readElements<T>(elements: readonly unknown[], schema: z.ZodType<T>): T[] {
  return elements.flatMap((element) => {
    const read = schema.safeParse(element);
    return read.success ? [read.data] : [];
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u001f]/g;

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
