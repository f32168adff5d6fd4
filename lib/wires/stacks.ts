import type { LinkFact, StackFact, WireFacts } from './facts.ts';
import { only, onlyBy } from './only.ts';

/** A link and the namespace it is in. There is one of each link: they are compared by identity. */
export interface Place {
  stack: StackFact;
  link: LinkFact;
}

/** Look-ups in what was read of one host. Whatever is there twice, where it should be once, is not found at all. */
export interface Stacks {
  /** The namespace that the engine runs in. */
  host: StackFact | undefined;
  /** Every link, in the order of reading. */
  places: readonly Place[];
  byId(id: string): StackFact | undefined;
  byHandle(handle: string): StackFact | undefined;
  /** The inner namespace of the overlay whose id begins so: of several, the one of the latest epoch. */
  ofOverlay(digits: string): StackFact | undefined;
  at(stack: StackFact, index: number): Place | undefined;
  named(stack: StackFact, name: string): Place | undefined;
  placesIn(stack: StackFact): readonly Place[];
}

/** How many digits of a network's id are in the name of its overlay's namespace (`<epoch>-<digits>`). */
export const overlayDigits = 10;

export function indexStacks({ stacks }: Pick<WireFacts, 'stacks'>): Stacks {
  const places = stacks.flatMap((stack) => stack.links.map((link) => ({ stack, link })));
  const inStack = new Map([...Map.groupBy(places, ({ stack }) => stack)]);
  const ids = onlyBy(stacks, ({ id }) => id);
  const handles = handlesOf(stacks);
  const overlays = overlaysOf(handles);
  const indices = new Map([...inStack].map(([stack, all]) => [stack, onlyBy(all, (p) => p.link.index)]));
  const names = new Map([...inStack].map(([stack, all]) => [stack, onlyBy(all, (p) => p.link.name)]));
  return {
    host: only(stacks.filter(({ host }) => host)),
    places,
    byId: (id) => ids.get(id),
    byHandle: (handle) => handles.get(handle),
    ofOverlay: (digits) => overlays.get(digits),
    at: (stack, index) => indices.get(stack)?.get(index),
    named: (stack, name) => names.get(stack)?.get(name),
    placesIn: (stack) => inStack.get(stack) ?? [],
  };
}

function handlesOf(stacks: readonly StackFact[]): Map<string, StackFact> {
  const named = stacks.flatMap((stack) => [...new Set(stack.handles)].map((handle) => ({ handle, stack })));
  return new Map([...onlyBy(named, ({ handle }) => handle)].map(([handle, { stack }]) => [handle, stack]));
}

/** By the first digits of the network's id. The engine counts the epoch up whenever it makes the namespace anew. */
function overlaysOf(handles: ReadonlyMap<string, StackFact>): Map<string, StackFact> {
  const latest = new Map<string, { epoch: number; stack: StackFact }>();
  for (const [handle, stack] of handles) {
    const [, epoch, digits] = /^(\d{1,15})-([0-9a-z]{10})$/.exec(handle) ?? [];
    if (epoch === undefined || digits === undefined || stack.host) continue;
    const known = latest.get(digits);
    if (!known || known.epoch < Number(epoch)) latest.set(digits, { epoch: Number(epoch), stack });
  }
  return new Map([...latest].map(([digits, { stack }]) => [digits, stack]));
}
