import type { Core, EventObject } from 'cytoscape';
import { boxBetween, type Hit } from '#lib/layout/hit-test.ts';
import type { Box, Point } from '#lib/layout/model.ts';

/** A container on its way: what lies under the pointer, and where that is in the picture's own pixels. */
export interface RowDrag {
  containerId: string;
  over: Hit | undefined;
  at: Point;
}

/** What is told of drags that begin on a row, or with the shift key. */
export interface DragEvents {
  /** The box that is being drawn, in the picture's own pixels; undefined when it is over. */
  box(box: Box | undefined): void;
  /** A box was drawn around these containers. */
  boxed(containerIds: string[]): void;
  /** Undefined when it is over, whether it was dropped or not. */
  drag(drag: RowDrag | undefined): void;
  drop(drag: RowDrag): void;
}

/** What lies where in the picture, in world units. */
interface Places {
  hitAt(at: Point): Hit | undefined;
  rowsIn(box: Box): string[];
}

/** A press that goes less far than this is a click: as Cytoscape has it. */
const threshold = 4;

interface Press {
  /** The row that is dragged; undefined while a box is drawn. */
  containerId: string | undefined;
  from: Point;
  fromRendered: Point;
  moved: boolean;
}

/**
 * Lets a container be dragged by its row, and a box be drawn with the shift key; the picture is not panned meanwhile.
 * For a mouse only: a finger pans. Escape gives a drag up.
 */
export function dragRows(cy: Core, places: Places, events: DragEvents): { active(): boolean } {
  let press: Press | undefined;

  const end = () => {
    if (press?.moved) {
      events.box(undefined);
      events.drag(undefined);
    }
    press = undefined;
    cy.userPanningEnabled(true);
    document.removeEventListener('keydown', giveUp, { capture: true });
  };
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !press?.moved) return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  const dragAt = (containerId: string, event: EventObject): RowDrag => ({
    containerId,
    over: inside(cy, event.renderedPosition) ? places.hitAt(event.position) : undefined,
    at: { ...event.renderedPosition },
  });

  cy.on('tapstart', (event) => {
    const { originalEvent } = event;
    if (!(originalEvent instanceof MouseEvent) || originalEvent.button !== 0) return;
    const hit = places.hitAt(event.position);
    const drawsBox = originalEvent.shiftKey && hit?.kind !== 'title';
    if (!drawsBox && hit?.kind !== 'container') return;
    press = {
      containerId: drawsBox || hit?.kind !== 'container' ? undefined : hit.containerId,
      from: { ...event.position },
      fromRendered: { ...event.renderedPosition },
      moved: false,
    };
    cy.userPanningEnabled(false);
    document.addEventListener('keydown', giveUp, { capture: true });
  });
  cy.on('tapdrag', (event) => {
    if (!press) return;
    const { fromRendered: from, containerId } = press;
    const to = event.renderedPosition;
    press.moved ||= Math.hypot(to.x - from.x, to.y - from.y) >= threshold;
    if (!press.moved) return;
    if (containerId === undefined) events.box(boxBetween(from, to));
    else events.drag(dragAt(containerId, event));
  });
  cy.on('tapend', (event) => {
    if (!press) return;
    const { containerId, from, moved } = press;
    end();
    if (!moved) return;
    if (containerId !== undefined) events.drop(dragAt(containerId, event));
    else events.boxed(places.rowsIn(boxBetween(from, event.position)));
  });

  return { active: () => press?.moved ?? false };
}

const inside = (cy: Core, { x, y }: Point) => x >= 0 && y >= 0 && x <= cy.width() && y <= cy.height();
