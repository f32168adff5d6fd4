import { type RefObject, useEffect, useRef, useState } from 'react';
import { type GraphEvents, GraphView } from './graph-view.ts';
import { offerTestHook } from './test-hook.ts';

/**
 * The graph in a `<div>`, made once its fonts are there (a canvas does not redraw when they come), following the
 * page's theme and the window. `aspect` is the shape hosts are packed into: it changes with the window alone, not
 * with panels that open beside the picture, so that a click never rearranges what one was looking at.
 */
export function useGraphView(
  canvas: RefObject<HTMLDivElement | null>,
  events: GraphEvents,
): { view: GraphView | undefined; aspect: number } {
  const [view, setView] = useState<GraphView>();
  const [aspect, setAspect] = useState(1.6);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let made: GraphView | undefined;
    let withdrawHook: (() => void) | undefined;
    let ended = false;
    const measure = () => setAspect(aspectOf(element));
    const onWindow = () => {
      measure();
      made?.windowResized();
    };
    const resizes = new ResizeObserver(() => made?.resized());
    const themes = new MutationObserver(() => made?.restyle());
    void fontsReady().then(() => {
      if (ended) return;
      measure();
      made = new GraphView(element, {
        hover: (hit, at) => latest.current.hover(hit, at),
        tap: (hit, more) => latest.current.tap(hit, more),
        doubleTap: (hit) => latest.current.doubleTap(hit),
        wires: (detail) => latest.current.wires(detail),
        box: (box) => latest.current.box(box),
        boxed: (ids) => latest.current.boxed(ids),
        drag: (drag) => latest.current.drag(drag),
        drop: (drag) => latest.current.drop(drag),
        moveHost: (hostId, to) => latest.current.moveHost(hostId, to),
      });
      withdrawHook = offerTestHook(made);
      resizes.observe(element);
      themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
      window.addEventListener('resize', onWindow);
      setView(made);
    });
    return () => {
      ended = true;
      window.removeEventListener('resize', onWindow);
      resizes.disconnect();
      themes.disconnect();
      withdrawHook?.();
      made?.destroy();
      setView(undefined);
    };
  }, [canvas]);

  return { view, aspect };
}

/** Rounded, so that a few pixels more or less do not repack the hosts. */
const aspectOf = (element: HTMLElement) =>
  Math.round((element.clientWidth / Math.max(1, element.clientHeight)) * 10) / 10 || 1;

async function fontsReady(): Promise<void> {
  const faces = [
    '12px "IBM Plex Sans Variable"',
    '600 12px "IBM Plex Sans Variable"',
    '10px "IBM Plex Mono"',
  ];
  // A font that can't be had is no reason to show nothing: the style names others to fall back on.
  await Promise.allSettled(faces.map((face) => document.fonts.load(face)));
}
