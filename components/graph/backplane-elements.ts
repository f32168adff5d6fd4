import type { ElementDefinition } from 'cytoscape';
import type { Backplane, Box, Drop, Strand } from '#lib/layout/model.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { lookOf } from './hue.ts';
import { box, centreX, dot, middle, text, wire } from './make-element.ts';
import type { Marked } from './marks.ts';

/** How much of a strand is left out where it is cut. */
const gap = 9;

/** A bar above the hosts and what leads down from it: an overlay's VXLAN, or a mesh of tunnels. */
export function backplaneElements(topology: Topology, backplane: Backplane): ElementDefinition[] {
  const { networkId, networkIds, tunnelIds } = backplane;
  const key = `${backplane.id}|${backplane.shelf}`;
  const hue = networkId === undefined ? 'mesh' : lookOf(entityOf(topology.networks, networkId));
  const marked: Marked =
    networkId === undefined ? { of: [], any: [...networkIds, ...tunnelIds] } : { of: [networkId] };
  const stands = networkId === undefined ? tunnelIds : [networkId];
  return [
    box(`bar|${key}`, backplane.bar, `bar ${hue}`, { ...marked, stands }),
    label(`bar-label|${key}`, backplane, marked),
    ...(backplane.trunk ? [box(`trunk|${key}`, backplane.trunk, `drop ${hue}`, { ...marked })] : []),
    ...backplane.drops.flatMap((drop) =>
      networkId === undefined
        ? drop.strands.flatMap((strand, i) => strandElements(`${key}|${drop.key}|${i}`, drop, strand))
        : dropElements(`${key}|${drop.key}`, drop, hue, marked),
    ),
  ];
}

function label(id: string, { label: { x, y, text: words } }: Backplane, marked: Marked): ElementDefinition {
  const made = text(id, { x, y }, 'bar-label', words, []);
  return { ...made, data: { ...made.data, ...marked } };
}

function dropElements(
  key: string,
  { line, oneSided }: Drop,
  hue: string,
  marked: Marked,
): ElementDefinition[] {
  const [top, foot] = [`drop-top|${key}`, `drop-foot|${key}`];
  const ends = [
    dot(top, centreX(line), line.y - 4, `drop-end ${hue}`, marked),
    dot(foot, centreX(line), line.y + line.height, `drop-end ${hue}`, marked),
  ];
  return oneSided
    ? [...ends, wire(`drop|${key}`, top, foot, `one-sided ${hue}`, marked)]
    : [box(`drop|${key}`, line, `drop ${hue}`, { ...marked }), ...ends];
}

/** A side of a tunnel: whole, cut where the spanning tree blocks it, dashed where it is missing, faint where nobody can tell. */
function strandElements(id: string, drop: Drop, { state, line, tunnelIds }: Strand): ElementDefinition[] {
  const marked: Marked = { of: [], any: [...tunnelIds, ...(drop.networkId ? [drop.networkId] : [])] };
  const [top, foot] = [`strand-top|${id}`, `strand-foot|${id}`];
  const ends = [
    dot(top, centreX(line), line.y - 3, 'strand-end', marked),
    dot(foot, centreX(line), line.y + line.height, 'strand-end', marked),
  ];
  if (state === 'missing') return [...ends, wire(`strand|${id}`, top, foot, 'one-sided mesh', marked)];
  const stands = state === 'unread' ? {} : { stands: tunnelIds };
  if (state !== 'blocked')
    return [...ends, box(`strand|${id}`, line, `strand ${state}`, { ...marked, ...stands })];
  const [upper, lower] = halves(line);
  return [
    ...ends,
    box(`strand|${id}`, upper, 'strand', { ...marked, ...stands }),
    box(`strand-rest|${id}`, lower, 'strand', { ...marked }),
    dot(`strand-cut|${id}`, centreX(line), middle(line), 'cut-strand', { ...marked, label: '×' }),
  ];
}

function halves(line: Box): [Box, Box] {
  const height = Math.max(0, (line.height - gap) / 2);
  return [
    { ...line, height },
    { ...line, y: line.y + line.height - height, height },
  ];
}
