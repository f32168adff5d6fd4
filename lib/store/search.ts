import { contains } from '../cidr/address.ts';
import type { Topology } from '../topology/model.ts';
import { entriesOf } from './search-entries.ts';
import type { Entry, Field } from './search-entry.ts';
import type { Selection } from './selection.ts';

/** One thing a search found, told the way a list shows it. */
export interface Hit {
  selection: Selection;
  title: string;
  detail: string;
}

export interface SearchResult {
  /** The ids of everything found; undefined when nothing is searched for. */
  found: ReadonlySet<string> | undefined;
  /** The best hits, best first. */
  hits: readonly Hit[];
  /** How many hits there are in all. */
  total: number;
}

const nothing: SearchResult = { found: undefined, hits: [], total: 0 };

/**
 * Finds things by name, address, image, subnet, port, Compose project or id. Several words all have to match.
 * `found` is generous (the endpoints of a found container are found too), `hits` names each thing once: a word
 * has to match one of its own fields there.
 */
export function search(topology: Topology, query: string, limit = 12): SearchResult {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return nothing;

  const found = new Set<string>();
  const hits: { entry: Entry; rank: number }[] = [];
  for (const entry of entriesOf(topology)) {
    const ranks = words.map((word) => rankOf(entry.fields, word) ?? missing);
    if (ranks.includes(missing)) continue;
    found.add(entry.selection.id);
    // What is found by its own fields alone brings its parts along.
    if (ranks.every((rank) => rank < context)) for (const id of entry.parts) found.add(id);
    if (ranks.some((rank) => rank < context) && !toldByAnother(entry, words)) {
      hits.push({ entry, rank: ranks.reduce((sum, rank) => sum + rank, 0) });
    }
  }
  hits.sort((a, b) => a.rank - b.rank || a.entry.order - b.entry.order || compare(a.entry, b.entry));
  return {
    found,
    hits: hits.slice(0, limit).map(({ entry }) => ({
      selection: entry.selection,
      title: entry.title,
      detail: entry.detail,
    })),
    total: hits.length,
  };
}

/** Ranks: 0 the whole field, 1 its start, 2 somewhere in it; `context` is what only surrounds the thing. */
const context = 3;
const missing = Number.POSITIVE_INFINITY;

function rankOf(fields: readonly Field[], word: string): number | undefined {
  let best: number | undefined;
  for (const field of fields) {
    const rank = matchField(field, word);
    if (rank !== undefined && (best === undefined || rank < best)) best = rank;
  }
  return best;
}

function matchField({ kind, text }: Field, word: string): number | undefined {
  switch (kind) {
    case 'text':
      return matchText(text, word);
    case 'via':
      // What belongs to the thing's parts finds it, but as context: the part itself is the hit.
      return matchText(text, word) === undefined ? undefined : context;
    case 'context':
      // Whole names only: a host called web-1 must not drag all it runs into a search for "web".
      return text === word ? context : undefined;
    case 'address':
      return matchAddress(text, word);
    case 'via-address':
      return matchAddress(text, word) === undefined ? undefined : context;
    case 'subnet':
      // A whole address finds the networks it could come from.
      return matchAddress(text, word) ?? (contains(text, word) ? 2 : undefined);
    case 'id':
      // An id has every short word in it somewhere: ask for its start, and enough of it.
      return word.length >= 4 && text.startsWith(word) ? 1 : undefined;
  }
}

function matchText(text: string, word: string): number | undefined {
  if (text === word) return 0;
  const at = text.indexOf(word);
  if (at < 0) return undefined;
  return at === 0 ? 1 : 2;
}

/** An address matches by its start, or by a part with a dot or colon in it: "1" is no part to look for. */
function matchAddress(text: string, word: string): number | undefined {
  if (text === word) return 0;
  if (text.startsWith(word)) return 1;
  return /[.:]/.test(word) && text.includes(word) ? 2 : undefined;
}

/** An endpoint that its container or its network alone explains is not worth a line of its own. */
function toldByAnother(entry: Entry, words: readonly string[]): boolean {
  return entry.parents.some((parent) => words.every((word) => parent.includes(word)));
}

function compare(a: Entry, b: Entry): number {
  return a.title < b.title ? -1 : a.title > b.title ? 1 : a.detail < b.detail ? -1 : 1;
}
