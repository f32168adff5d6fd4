import { z } from 'zod';
import type { LinkFact, StackFact } from '#lib/wires/facts.ts';
import { readDocuments, readElements } from './documents.ts';
import { linkSchema, linksOf } from './link.ts';
import { defaultRoutesOf, routeSchema } from './routes.ts';

export interface PrintedStack {
  /** Undefined if its devices can't be read. */
  links: LinkFact[] | undefined;
  defaultRoutes: StackFact['defaultRoutes'];
  /** What it calls other namespaces → their names in /var/run/netns, where they have one. */
  names: Map<number, string>;
  /** What of it can't be read, in the parser's words. */
  unread: string[];
}

const nameSchema = z.object({
  nsid: z.number().optional(),
  /** What `netns list` calls it. */
  id: z.number().optional(),
  name: z.string().optional(),
});

/**
 * What `ip -j -d -s -batch` printed for `addr show`, `route show table all default` and `netns list-id`. Which is
 * which is told by what is in it, as one that fails prints nothing.
 */
export function readStack(text: string): PrintedStack {
  const { lists, unread } = readDocuments(text);
  const elements = lists.flat();
  const links = readElements(elements, linkSchema);
  return {
    links: links.length > 0 ? linksOf(links) : undefined,
    defaultRoutes: defaultRoutesOf(readElements(elements, routeSchema)),
    names: namesOf(elements),
    unread: unread.map(({ words }) => words),
  };
}

/** `ip -j netns list-id`, `ip -j netns list` → the names by their numbers. */
export function readNames(text: string): Map<number, string> {
  return namesOf(readDocuments(text).lists.flat());
}

function namesOf(elements: readonly unknown[]): Map<number, string> {
  return new Map(
    readElements(elements, nameSchema).flatMap(({ nsid, id = nsid, name }): [number, string][] =>
      name === undefined || id === undefined ? [] : [[id, name]],
    ),
  );
}
