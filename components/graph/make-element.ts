import type { ElementDefinition } from 'cytoscape';
import type { Box } from '#lib/layout/model.ts';
import type { Marked } from './marks.ts';

export const middle = (box: Box) => box.y + box.height / 2;
export const centreX = (box: Box) => box.x + box.width / 2;
const centre = (box: Box) => ({ x: centreX(box), y: middle(box) });

/** A plain node that fills a place. */
export function box(
  id: string,
  place: Box,
  classes: string,
  data: Marked & Record<string, unknown>,
): ElementDefinition {
  return {
    group: 'nodes',
    data: { id, w: Math.max(place.width, 0.5), h: Math.max(place.height, 0.5), ...data },
    position: centre(place),
    classes,
    grabbable: false,
  };
}

/** A label that starts at a point and is centred on its height. */
export function text(
  id: string,
  at: { x: number; y: number },
  classes: string,
  label: string,
  of: string[],
): ElementDefinition {
  return {
    group: 'nodes',
    data: { id, label, of },
    position: { ...at },
    classes: `text ${classes}`,
    grabbable: false,
  };
}

/** A node at a point whose style gives it its size. */
export function dot(
  id: string,
  x: number,
  y: number,
  classes: string,
  data: Marked & { label?: string },
): ElementDefinition {
  return { group: 'nodes', data: { id, ...data }, position: { x, y }, classes, grabbable: false };
}

/** An edge between two nodes. */
export function wire(
  id: string,
  source: string,
  target: string,
  classes: string,
  data: Marked,
): ElementDefinition {
  return { group: 'edges', data: { id, source, target, ...data }, classes };
}
