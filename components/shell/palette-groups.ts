import { type Candidate, networksFor, networksForMany } from '#components/actions/candidates.ts';
import { isOffered } from '#lib/actions/connectability.ts';
import type { Command } from '#lib/store/command.ts';
import { type CommandContext, commandsFor } from '#lib/store/commands.ts';
import type { Network, Topology } from '#lib/topology/model.ts';

/** What was chosen and still needs a network. */
export interface Stage {
  containerIds: readonly string[];
  title: string;
}

/** A command as the palette shows it. */
export interface PaletteCommand extends Command {
  /** Why it can't be chosen. */
  refused?: string;
  note?: string | undefined;
}

export interface PaletteGroup {
  title: string;
  items: PaletteCommand[];
}

/** What the palette lists: things and actions, or the networks for what was chosen before. */
export function paletteGroups(
  topology: Topology,
  query: string,
  context: CommandContext,
  stage: Stage | undefined,
): PaletteGroup[] {
  if (!stage) {
    return commandsFor(topology, query, context).map(({ title, commands }) => ({
      title,
      items: [...commands],
    }));
  }
  const { containerIds } = stage;
  const [only = ''] = containerIds;
  const candidates =
    containerIds.length === 1 ? networksFor(topology, only) : networksForMany(topology, containerIds);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const items = candidates
    .map((candidate) => networkCommand(topology, containerIds, candidate))
    .filter(({ title, detail }) => words.every((word) => `${title} ${detail}`.toLowerCase().includes(word)));
  return items.length > 0 ? [{ title: 'Networks', items }] : [];
}

function networkCommand(
  topology: Topology,
  containerIds: readonly string[],
  { item, verdict }: Candidate<Network>,
): PaletteCommand {
  const hosts = item.hostIds.map((id) => topology.hosts[id]?.name ?? id).join(', ');
  return {
    id: item.id,
    title: item.name,
    detail: [item.ipam.subnets[0]?.subnet ?? item.driver, hosts].join(' · '),
    does: { kind: 'join', networkId: item.id, containerIds },
    ...(isOffered(verdict) ? {} : { refused: verdict.ok ? '' : verdict.reason }),
    note: verdict.ok ? verdict.note : 'Leaves none for it.',
  };
}
