import type { Point } from '#lib/layout/model.ts';
import type { GraphView } from './graph-view.ts';

/**
 * The one hook by which tests and tools point at the canvas, as `window.patchbay.graph`: pixels have no names.
 * Places are in the page's pixels, undefined for what is not drawn.
 */
interface TestHook {
  place(id: string): Point | undefined;
  crossing(containerId: string, networkId: string): Point | undefined;
  /** The title by which a host is dragged. */
  handle(hostId: string): Point | undefined;
  /** The label over the rows of a Compose project. */
  group(hostId: string, project: string): Point | undefined;
  /** The ids of every entity that is drawn. */
  drawn(): string[];
}

declare global {
  interface Window {
    patchbay?: { graph: TestHook };
  }
}

/** Puts the hook in place; what it returns takes it away again. */
export function offerTestHook(view: GraphView): () => void {
  window.patchbay = {
    graph: {
      place: (id) => view.place(id),
      crossing: (containerId, networkId) => view.crossing(containerId, networkId),
      handle: (hostId) => view.handle(hostId),
      group: (hostId, project) => view.group(hostId, project),
      drawn: () => view.drawn(),
    },
  };
  return () => {
    delete window.patchbay;
  };
}
