import { entityOf } from '../topology/entity-of.ts';
import { indexOf } from '../topology/index-of.ts';
import type { Topology } from '../topology/model.ts';
import { backplanesOf } from './backplanes.ts';
import { hostBox } from './host-box.ts';
import { lanesOf } from './lanes.ts';
import { metrics } from './metrics.ts';
import type { HostBox, PatchBayLayout, PatchBayOptions } from './model.ts';
import { heightOf, type Spacing, scaleOf, shelvesOf } from './shelves.ts';
import { signsOf } from './signs.ts';
import { translateHost } from './translate.ts';

/**
 * Where everything is drawn: a box per host, packed into the window's shape, with bars above each shelf for the
 * networks that reach over several hosts. The same topology and options always give the same layout.
 */
export function layoutPatchBay(topology: Topology, options: PatchBayOptions): PatchBayLayout {
  const boxes = indexOf(topology).hosts.map((host) =>
    hostBox(topology, host, options.aspect, options.collapsed?.has(host.id) ?? false),
  );
  const lanes = lanesOf(topology);
  const strip =
    lanes.length * (metrics.barHeight + metrics.barGap) + (lanes.length ? metrics.backplaneGap : 0);
  const spacing = { gap: metrics.hostGap, shelfGap: metrics.shelfGap, overhead: strip };
  const shelves = packHosts(boxes, options, spacing);
  const left = shelves.length > 1 ? lanes.length * metrics.trunkPitch + 12 : 0;

  const placed: HostBox[][] = [];
  const stripTops: number[] = [];
  let y = 0;
  for (const shelf of shelves) {
    stripTops.push(y);
    let x = left;
    placed.push(
      shelf.map((host) => {
        const there = entityOf(options.moved ?? {}, host.hostId) ?? { x, y: y + strip };
        x += host.width + metrics.hostGap;
        return translateHost(host, there.x, there.y);
      }),
    );
    y += strip + heightOf(shelf) + metrics.shelfGap;
  }
  const backplanes = backplanesOf(topology, lanes, placed, stripTops);
  const all = placed.flat();
  const feet = all.flatMap(({ foot }) => foot ?? []);
  const boxesToFit = [...all, ...feet, ...backplanes.map((backplane) => backplane.bar)];
  const x = Math.min(0, ...boxesToFit.map((box) => box.x));
  const top = Math.min(0, ...boxesToFit.map((box) => box.y));
  return {
    x,
    y: top,
    width: Math.max(0, ...boxesToFit.map((box) => box.x + box.width)) - x,
    height: Math.max(0, ...boxesToFit.map((box) => box.y + box.height)) - top,
    hosts: all,
    backplanes,
    signs: signsOf(topology, { hosts: all, backplanes }),
    shelves: shelves.map((shelf) => shelf.map((host) => host.hostId)),
  };
}

/** How much larger another packing must show the whole before hosts change their shelves for it. */
const worthMoving = 1.2;

/** The best packing; but where hosts already stand on shelves, they stay there unless it is far from the best. */
function packHosts(
  boxes: readonly HostBox[],
  { aspect, shelves }: PatchBayOptions,
  spacing: Spacing,
): HostBox[][] {
  const best = shelvesOf(boxes, aspect, spacing);
  const byId = new Map(boxes.map((box) => [box.hostId, box]));
  const kept = shelves?.map((shelf) => shelf.flatMap((id) => byId.get(id) ?? [])) ?? [];
  if (kept.flat().length !== boxes.length || kept.some((shelf) => shelf.length === 0)) return best;
  return scaleOf(best, aspect, spacing) > worthMoving * scaleOf(kept, aspect, spacing) ? best : kept;
}
