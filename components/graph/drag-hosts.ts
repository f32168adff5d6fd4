import type { Core, NodeSingular } from 'cytoscape';
import type { Point } from '#lib/layout/model.ts';

/** Lets a host be dragged by its title, with all that is in it; `moved` hears how far it went when it is let go. */
export function dragHosts(cy: Core, moved: (hostId: string, dx: number, dy: number) => void): void {
  let start: Point = { x: 0, y: 0 };
  let last = start;
  cy.on('grab', '.host-handle', (event) => {
    start = { ...event.target.position() };
    last = start;
  });
  cy.on('drag', '.host-handle', (event) => {
    const handle: NodeSingular = event.target;
    const now = { ...handle.position() };
    const inside = cy.nodes().filter((node) => node.data('host') === handle.data('host'));
    cy.batch(() => {
      inside.difference(handle).forEach((node) => {
        node.shift({ x: now.x - last.x, y: now.y - last.y });
      });
    });
    last = now;
  });
  cy.on('dragfree', '.host-handle', (event) => {
    const handle: NodeSingular = event.target;
    const [dx, dy] = [handle.position().x - start.x, handle.position().y - start.y];
    if (dx !== 0 || dy !== 0) moved(String(handle.data('host')), dx, dy);
  });
}
