import { inTrace, type Trace } from './trace.ts';

/** What is shown over the picture: a trace or a search's finds, what is selected or picked, and where it could go. */
export interface Marks {
  trace: Trace | undefined;
  /** What a search found; a trace goes before it. */
  found: ReadonlySet<string> | undefined;
  selected: string | undefined;
  /** The containers that are picked to do something with together. */
  picked: ReadonlySet<string>;
  /** A selected container, the networks it could join and those it can't. */
  containerId: string | undefined;
  open: readonly string[];
  blocked: readonly string[];
  /** The network that what is dragged would join. */
  target: string | undefined;
}

export const noMarks: Marks = {
  trace: undefined,
  found: undefined,
  selected: undefined,
  picked: new Set(),
  containerId: undefined,
  open: [],
  blocked: [],
  target: undefined,
};

/** An element as far as marks go by it. */
export interface Marked {
  of: readonly string[];
  any?: readonly string[];
  /** The entities an element is the picture of. */
  stands?: readonly string[];
  /** It keeps its look, whatever is traced. */
  constant?: boolean;
}

/** The classes that marks give an element, as one string; empty for none. */
export function marksFor(element: Marked, marks: Marks): string {
  const stands = element.stands ?? [];
  const worn: string[] = [];
  if (marks.selected && stands.includes(marks.selected)) worn.push('selected');
  if (stands.some((id) => marks.picked.has(id))) worn.push('picked');
  if (marks.target && stands.includes(marks.target)) worn.push('target');
  const [first, ...others] = element.of;
  const whole = others.length === 0 && first !== undefined ? [...stands, first] : stands;
  if (whole.some((id) => marks.blocked.includes(id))) worn.push('blocked');
  if (element.constant) return worn.join(' ');
  if (marks.trace) {
    if (inTrace(element, marks.trace.lit)) worn.push('lit');
    else if (!inTrace(element, marks.trace.near)) worn.push('dim');
  } else if (marks.found) worn.push(wasFound(element, marks.found) ? 'lit' : 'dim');
  return worn.join(' ');
}

/** An element of which one entity was found, whatever else it belongs to. */
const wasFound = (element: Marked, found: ReadonlySet<string>) =>
  [...element.of, ...(element.stands ?? [])].some((id) => found.has(id));
