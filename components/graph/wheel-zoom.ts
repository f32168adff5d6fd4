import type { Core } from 'cytoscape';

/** Pixels that one line of a wheel's `deltaY` stands for, where a browser counts in lines. */
const linePixels = 16;

/**
 * Zooms by the wheel around the pointer, about a sixth a notch. Cytoscape's own handling takes mice with even notches
 * for inaccurate and zooms them by a thirtieth; trackpads' pinches arrive as fine-grained wheels with the control key.
 */
export function zoomByWheel(cy: Core, zoomed: () => void): void {
  const container = cy.container();
  container?.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * linePixels : event.deltaY;
      const factor = Math.exp(-Math.max(-300, Math.min(300, pixels)) * (event.ctrlKey ? 0.01 : 0.0016));
      const frame = container.getBoundingClientRect();
      cy.zoom({
        level: cy.zoom() * factor,
        renderedPosition: { x: event.clientX - frame.left, y: event.clientY - frame.top },
      });
      zoomed();
    },
    { passive: false, capture: true },
  );
}
