import { defined } from '#lib/topology/defined.ts';
import type { StackFact, WireFacts } from '#lib/wires/facts.ts';
import { forwardingOf, neighboursOf } from '../iproute2/forwarding.ts';
import { readNames, readStack as readPrinted } from '../iproute2/stack.ts';
import { readStack as readShown } from '../sysfs/stack.ts';
import { readOpenVswitch } from './open-vswitch.ts';
import { brokenOff, lacksTool, noHandles, noMount } from './refusals.ts';
import { type Section, splitSections } from './sections.ts';

/** What a helper was asked and what it printed. */
export interface Printed {
  stdout: string;
  stderr: string;
  mark: string;
  folder: string;
  image: string;
}

/** The name under which the host's own namespace stands among the handles. */
const hostName = '@host';

/** What the helper's script printed → facts. Fails with a sentence if it did not come to its end. */
export function factsOf({ stdout, stderr, mark, folder, image }: Printed): WireFacts {
  const printed = splitSections(stdout, mark);
  // A way of reading that failed is followed by the next, which begins anew.
  const begin = printed.findLastIndex(({ name }) => name === 'reader');
  const sections = printed.slice(Math.max(0, begin));
  const has = (name: string) => sections.find((section) => section.name === name);
  const lacking = has('lacking');
  if (lacking) throw lacksTool(image, lacking.words[0] ?? 'busybox');
  if (has('no-handles')) throw noHandles(folder);
  if (has('no-mount')) throw noMount();
  const host = has('host')?.words[0];
  if (!has('done') || host === undefined) throw brokenOff(stderr.trim());

  const reader: WireFacts['reader'] = has('reader')?.words[0] === 'iproute2' ? 'iproute2' : 'sysfs';
  const handles = handlesOf(has('handles')?.text ?? '');
  const ids = new Map(
    [...handles].flatMap(([id, names]) => names.map((name): [string, string] => [name, id])),
  );
  ids.set(hostName, host);

  const gaps: WireFacts['gaps'] = [];
  const stacks = reader === 'iproute2' ? printedStacks(sections, ids, gaps) : shownStacks(sections, gaps);
  const openVswitch = readOpenVswitch(sections, gaps);
  if (reader === 'sysfs') gaps.push(withoutIproute2);
  return defined({
    reader,
    stacks: [...stacks].map(([id, stack]) => ({
      ...stack,
      id,
      host: id === host,
      handles: handles.get(id) ?? [],
    })),
    openVswitch,
    gaps,
  });
}

const withoutIproute2 = {
  code: 'without-iproute2',
  message:
    'The host has no iproute2 that the helper could use: the numbers of namespaces, VXLAN’s ids and forwarding entries, and tunnels can’t be read. Install iproute2 there.',
};

type ReadStack = Omit<StackFact, 'id' | 'host' | 'handles'>;

function printedStacks(
  sections: readonly Section[],
  ids: ReadonlyMap<string, string>,
  gaps: WireFacts['gaps'],
): Map<string, ReadStack> {
  const stacks = new Map<string, ReadStack>();
  for (const { id, text, code, find } of stackSections(sections)) {
    const { links, defaultRoutes, names, unread } = readPrinted(text);
    if (!links || unread.length > 0) {
      if (code !== 'gone') gaps.push(unreadStack(id, unread[0]));
      if (!links) continue;
    }
    // The later list has all names.
    const all = new Map([...names, ...readNames(find('names')?.text ?? '')]);
    const known = [...all].flatMap(([number, name]) => {
      const named = ids.get(name);
      return named === undefined ? [] : [[number, named]];
    });
    stacks.set(id, {
      namespaces: Object.fromEntries(known),
      links,
      defaultRoutes,
      forwarding: forwardingOf(find('forwarding')?.text ?? '', links),
      neighbours: neighboursOf(find('neighbours')?.text ?? '', links),
    });
  }
  return stacks;
}

function shownStacks(sections: readonly Section[], gaps: WireFacts['gaps']): Map<string, ReadStack> {
  const stacks = new Map<string, ReadStack>();
  for (const { id, text, code, following } of stackSections(sections)) {
    const addresses = following.find((section) => section.name === 'addresses')?.text ?? '';
    const stack = readShown({ files: text, addresses });
    if (stack.links.length > 0) stacks.set(id, stack);
    else if (code !== 'gone') gaps.push(unreadStack(id, undefined));
  }
  return stacks;
}

interface StackSections {
  id: string;
  text: string;
  /** How its reading ended: 0, another number, or `gone` with the namespace. */
  code: string;
  /** What was printed before that. */
  following: Section[];
  /** The section of that name about this namespace, wherever it is. */
  find(name: string): Section | undefined;
}

function stackSections(sections: readonly Section[]): StackSections[] {
  const about = new Map(sections.map((section) => [`${section.name} ${section.words[0]}`, section]));
  return sections.flatMap(({ name, words: [id], text }, i) => {
    if (name !== 'stack' || id === undefined) return [];
    const end = sections.findIndex(
      (section, j) => j > i && section.name === 'read' && section.words[0] === id,
    );
    return [
      {
        id,
        text,
        code: sections[end]?.words[1] ?? '',
        following: end < 0 ? [] : sections.slice(i + 1, end),
        find: (what) => about.get(`${what} ${id}`),
      },
    ];
  });
}

function unreadStack(id: string, words: string | undefined): WireFacts['gaps'][number] {
  return {
    code: 'unread-namespace',
    message: `The network namespace ${id} could not be read${words ? `: ${words}` : ''}. It is tried again at the next read.`,
  };
}

/** `DEVICE:INODE NAME` lines → the names by namespace. */
function handlesOf(text: string): Map<string, string[]> {
  const handles = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, id, name] = /^(\d+:\d+) (\S+)$/.exec(line) ?? [];
    if (id === undefined || name === undefined) continue;
    handles.set(id, [...(handles.get(id) ?? []), name]);
  }
  return handles;
}
