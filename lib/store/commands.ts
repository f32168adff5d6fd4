import { entityOf } from '../topology/entity-of.ts';
import type { Topology } from '../topology/model.ts';
import type { Command, CommandGroup } from './command.ts';
import { actionCommands, connectCommand } from './command-entries.ts';
import type { Picks } from './picks.ts';
import { search } from './search.ts';
import type { Selection } from './selection.ts';

/** What the page is at when the palette is asked. */
export interface CommandContext {
  picks: Picks;
  selection: Selection | undefined;
  mode: 'picture' | 'table';
  /** Whether the picture's layer of wires is on. */
  wires: boolean;
}

/** More lines than these are found by typing more. */
const mostActions = 9;
const mostThings = 7;

/**
 * What the palette offers for a query: actions by their words, and things as the search finds them. Without a query:
 * what fits to what is picked and selected, and what is always there. Where the query names what is to be done, the
 * actions come first.
 */
export function commandsFor(topology: Topology, query: string, context: CommandContext): CommandGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const here = [...contextCommands(topology, context), ...standingCommands(context)];
  if (words.length === 0) return [{ title: 'Actions', commands: here }];

  const ranked = ranking([...here, ...actionCommands(topology)], words).slice(0, mostActions);
  const actions = { title: 'Actions', commands: ranked };
  const things = { title: 'Go to', commands: thingCommands(topology, query) };
  const verb = ranked[0] && wordsOf(ranked[0].title)[0];
  const doing = verb !== undefined && words.some((word) => verb.startsWith(word));
  return (doing ? [actions, things] : [things, actions]).filter(({ commands }) => commands.length > 0);
}

function thingCommands(topology: Topology, query: string): Command[] {
  const named = query.trim().toLowerCase();
  const { hits } = search(topology, query, mostThings);
  // What is called just so goes before what has a project, a service or an image of that name.
  const called = hits.filter(({ title }) => title.toLowerCase() === named);
  const others = hits.filter(({ title }) => title.toLowerCase() !== named);
  return [...called, ...others].map(({ selection, title, detail }) => ({
    id: `select ${selection.id}`,
    title,
    detail,
    does: { kind: 'select', selection },
  }));
}

function contextCommands(topology: Topology, { picks, selection }: CommandContext): Command[] {
  const commands: Command[] = [];
  if (picks.length > 0) {
    const what = picks.length === 1 ? '1 picked container' : `${picks.length} picked containers`;
    const title = `Connect ${what} to…`;
    commands.push(
      { id: 'connect picks', title, detail: 'picked', does: { kind: 'connect', containerIds: picks, title } },
      { id: 'let go', title: `Let go of ${what}`, detail: 'picked', does: { kind: 'let-go' } },
    );
  }
  const selected = selection?.kind === 'container' ? entityOf(topology.containers, selection.id) : undefined;
  if (selected) commands.push(connectCommand(topology, selected));
  const network = selection?.kind === 'network' ? entityOf(topology.networks, selection.id) : undefined;
  const removal = network && actionCommands(topology).find(({ id }) => id === `remove ${network.id}`);
  if (removal) commands.push(removal);
  return commands;
}

/** What can always be done. */
function standingCommands({ mode, wires }: CommandContext): Command[] {
  const other = mode === 'picture' ? 'table' : 'picture';
  const command = (id: string, title: string, detail: string, does: Command['does']): Command => ({
    id,
    title,
    detail,
    does,
  });
  return [
    command('mode', `Show the ${other}`, 'view', { kind: 'mode', mode: other }),
    ...(mode === 'picture'
      ? [
          command('wires', wires ? 'Hide the wires' : 'Show the wires', 'interfaces, veths and bridges', {
            kind: 'wires',
            wires: !wires,
          }),
        ]
      : []),
    command('findings', 'Show the findings', 'what is not as it should be', { kind: 'tab', tab: 'findings' }),
    command('create-network', 'Create a network…', 'network', { kind: 'create-network' }),
    command('add-host', 'Add a host…', 'host', { kind: 'add-host' }),
    command('theme light', 'Use the light theme', 'view', { kind: 'theme', theme: 'light' }),
    command('theme dark', 'Use the dark theme', 'view', { kind: 'theme', theme: 'dark' }),
    command('theme system', 'Use the system’s theme', 'view', { kind: 'theme', theme: 'system' }),
  ];
}

/** The commands that every word matches, best first; each once. */
function ranking(commands: readonly Command[], words: readonly string[]): Command[] {
  const ranked = new Map<string, { command: Command; rank: number }>();
  for (const command of commands) {
    const rank = rankOf(command, words);
    if (rank !== undefined && !ranked.has(command.id)) ranked.set(command.id, { command, rank });
  }
  return [...ranked.values()]
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.command.title.length - b.command.title.length ||
        compare(a.command.title, b.command.title) ||
        compare(a.command.detail, b.command.detail),
    )
    .map(({ command }) => command);
}

/** For each word 0 if it is a word of the title, 1 if it begins one, 2 if it is somewhere in the line. */
function rankOf({ title, detail }: Command, words: readonly string[]): number | undefined {
  const line = `${title} ${detail}`.toLowerCase();
  const own = wordsOf(title);
  let sum = 0;
  for (const word of words) {
    if (!line.includes(word)) return undefined;
    sum += own.includes(word) ? 0 : own.some((each) => each.startsWith(word)) ? 1 : 2;
  }
  return sum;
}

/** A title's words: names with dashes and dots in them whole, and their parts. */
function wordsOf(title: string): string[] {
  const whole = title.toLowerCase().replaceAll('…', '').split(/\s+/);
  return [...whole, ...whole.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u))].filter(Boolean);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
