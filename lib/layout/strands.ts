import type { MeshStrand } from './meshes.ts';
import { metrics } from './metrics.ts';
import type { Box, Strand } from './model.ts';

/** The sides of tunnels side by side, about the line of a drop; where they are too many, those in one state are one. */
export function strandsOf(sides: readonly MeshStrand[], line: Box): Strand[] {
  const grouped =
    sides.length <= metrics.strands
      ? sides.map(({ tunnelId, state }) => ({ tunnelIds: [tunnelId], state }))
      : [...Map.groupBy(sides, ({ state }) => state)].map(([state, some]) => ({
          state,
          tunnelIds: some.map(({ tunnelId }) => tunnelId),
        }));
  const centre = line.x + line.width / 2;
  return grouped.map((strand, i) => {
    const x = centre + (i - (grouped.length - 1) / 2) * metrics.strandPitch - metrics.strandWidth / 2;
    return { ...strand, line: { ...line, x, width: metrics.strandWidth } };
  });
}
