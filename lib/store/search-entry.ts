import type { Topology } from '../topology/model.ts';
import type { Selection } from './selection.ts';

/** How a field is matched: see `search.ts`. */
export interface Field {
  kind: 'text' | 'via' | 'context' | 'address' | 'via-address' | 'subnet' | 'id';
  /** In lower case. */
  text: string;
}

/** One thing of the topology, prepared for searching. */
export interface Entry {
  selection: Selection;
  title: string;
  detail: string;
  fields: readonly Field[];
  /** The ids of what belongs to it: endpoints and ports; a service's tasks. */
  parts: readonly string[];
  /** Names, in lower case, of things that are hits themselves and say the same. */
  parents: readonly string[];
  /** Where its kind comes among equal ranks. */
  order: number;
}

/** The names of hosts, for a line. */
export function hostNames(topology: Topology, ids: readonly string[]): string {
  return ids.map((id) => topology.hosts[id]?.name ?? id).join(', ');
}

/** Texts as fields of a kind; what is absent is left out. */
export function fields(kind: Field['kind'], ...texts: readonly (string | undefined)[]): Field[] {
  return texts.flatMap((text) => (text ? [{ kind, text: text.toLowerCase() }] : []));
}
