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
  /** What the layer of wires writes of an endpoint, a network or a host in the window. */
  texts(id: string): string[];
  /** How an entity is marked. */
  signs(id: string): ('cut' | 'lone' | 'warning')[];
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
      texts: (id) => view.texts(id),
      signs: (id) => view.signs(id),
      drawn: () => view.drawn(),
    },
  };
  return () => {
    delete window.patchbay;
  };
}
