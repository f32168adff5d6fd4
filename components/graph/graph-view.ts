import cytoscape, { type CollectionReturnValue, type Core, type NodeSingular } from 'cytoscape';
import { crossingOf, type Hit, hitTest, rowsIn } from '#lib/layout/hit-test.ts';
import type { PatchBayLayout, Point } from '#lib/layout/model.ts';
import type { Topology } from '#lib/topology/model.ts';
import { dragHosts } from './drag-hosts.ts';
import { type DragEvents, dragRows } from './drag-rows.ts';
import { elementsOf } from './elements.ts';
import { type Marks, marksFor, noMarks } from './marks.ts';
import { readPalette } from './palette.ts';
import { type ElementMap, patchElements } from './patch-elements.ts';
import { styleOf } from './style.ts';
import { zoomByWheel } from './wheel-zoom.ts';
import type { WireDetail } from './wire-elements.ts';
import { WireLayer } from './wire-layer.ts';

/** What the picture tells of what a person does in it. Points are in the picture's own pixels. */
export interface GraphEvents extends DragEvents {
  hover(hit: Hit | undefined, at: Point): void;
  /** `more`: with the shift key, which adds to what is picked. */
  tap(hit: Hit | undefined, more: boolean): void;
  doubleTap(hit: Hit | undefined): void;
  /** More or less of the wires is shown now. */
  wires(detail: WireDetail | undefined): void;
  /** A host was dragged to where its top left corner now is, in world units. */
  moveHost(hostId: string, to: Point): void;
}

/** How much room is left around the whole picture when it is fitted, in pixels. */
const fitPadding = 28;
/** How far a picture may outgrow its window before it is fitted anew. */
const tolerance = 1.15;
/** Below this zoom rows can't be read, and each host shows its name and counts in large type instead. */
const captionZoom = 0.3;
const captionPixels = 13;
/** In steps, so that zooming does not restyle at every frame. */
const quantised = (zoom: number) => 1.2 ** Math.round(Math.log(zoom) / Math.log(1.2));

/**
 * The Cytoscape instance and all that is done to it. It owns its element and knows no React; what it is given is
 * drawn at once, as a patch to what was there.
 */
export class GraphView {
  readonly #cy: Core;
  #elements: ElementMap = new Map();
  #layout: PatchBayLayout | undefined;
  #marks = noMarks;
  /** The captions' size at the moment, in world units; 0 while none are shown. */
  #captionSize: number | undefined;
  /** Which marks each element wears: only what differs is touched, since every touch is a repaint. */
  #pointer: { position: Point; rendered: Point } | undefined;
  #rehover: () => void = () => undefined;
  #fittedHosts: string | undefined;
  readonly #worn = new Map<string, string>();
  readonly #wires: WireLayer;
  /** Until a person pans or zooms, the picture follows the window and what is in it. */
  #following = true;

  constructor(container: HTMLElement, events: GraphEvents) {
    this.#cy = cytoscape({
      container,
      style: styleOf(readPalette()),
      minZoom: 0.04,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autounselectify: true,
      layout: { name: 'preset' },
    });
    this.#wires = new WireLayer(this.#cy, (change) => this.#unmarked(change), events.wires);
    this.#listen(events);
  }

  /** Draws a topology where its layout says. */
  draw(topology: Topology, layout: PatchBayLayout): void {
    this.#layout = layout;
    this.#unmarked(() => {
      this.#elements = patchElements(this.#cy, this.#elements, elementsOf(topology, layout));
    });
    if (this.#following && !this.#stillFits(layout)) this.fit();
    this.#captionSize = undefined;
    this.#caption();
    this.#wires.draw(topology, layout);
    // What lies under a resting pointer may be another thing now.
    this.#rehover();
  }

  /** Switches the layer of wires on or off. Nothing moves by it. */
  showWires(on: boolean): void {
    this.#wires.switch(on);
  }

  /** Marks what is selected and picked, dims what is not in the trace, and offers a container's open crossings. */
  mark(marks: Marks): void {
    this.#marks = marks;
    this.#cy.batch(() => {
      this.#cy.remove('.invite');
      this.#cy.elements().forEach((element) => {
        const [worn, now] = [this.#worn.get(element.id()) ?? '', marksFor(element.data(), marks)];
        if (worn === now) return;
        element.removeClass(worn).addClass(now);
        this.#worn.set(element.id(), now);
      });
      for (const networkId of marks.open) {
        const at =
          marks.containerId && this.#layout && crossingOf(this.#layout, marks.containerId, networkId);
        if (at) this.#addDot(`invite|${networkId}`, at, 'jack invite');
      }
    });
  }

  /** Shows or hides the ghost of a jack at an empty crossing. */
  ghost(at: Point | undefined, refused: boolean): void {
    this.#cy.batch(() => {
      this.#cy.remove('.ghost');
      if (at) this.#addDot('ghost', at, refused ? 'jack ghost refused' : 'jack ghost');
    });
  }

  /** Takes the page's colours anew, after the theme changed. */
  restyle(): void {
    this.#cy.style(styleOf(readPalette()));
  }

  /** The whole picture in the window, never larger than life. */
  fit(): void {
    this.#following = true;
    const cy = this.#cy;
    const layout = this.#layout;
    if (!layout || layout.width === 0 || cy.width() === 0) return;
    const zoom = Math.min(
      (cy.width() - 2 * fitPadding) / layout.width,
      (cy.height() - 2 * fitPadding) / layout.height,
      1.25,
    );
    const top = Math.max(fitPadding, (cy.height() - layout.height * zoom) / 2.6);
    cy.viewport({
      zoom,
      pan: { x: (cy.width() - layout.width * zoom) / 2 - layout.x * zoom, y: top - layout.y * zoom },
    });
  }

  zoomBy(factor: number): void {
    this.#following = false;
    const centre = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: centre });
  }

  /** Brings the first of some entities that is drawn into the middle of the window, large enough to read. */
  reveal(ids: readonly string[]): void {
    const elements = ids.map((id) => this.#elementsFor(id)).find((found) => found.nonempty());
    if (!elements) return;
    this.#following = false;
    if (this.#cy.zoom() < 0.75) this.#cy.zoom(0.9);
    this.#cy.center(elements.first());
  }

  /** The window changed: a picture that a person has not moved follows it. */
  windowResized(): void {
    this.#cy.resize();
    if (this.#following) this.fit();
  }

  /** The room for the picture changed, as when a panel opens: all stays where it is, unless the selection would be hidden. */
  resized(): void {
    this.#cy.resize();
    const { selected } = this.#marks;
    const element = selected && this.#elementsFor(selected).nodes().first();
    if (!element || element.empty()) return;
    const box = element.renderedBoundingBox({ includeLabels: true });
    const over = Math.max(0, box.x2 + fitPadding - this.#cy.width());
    this.#cy.panBy({ x: -Math.min(over, Math.max(0, box.x1 - fitPadding)), y: 0 });
  }

  /** Where an entity is drawn, in the page's pixels: the hook by which tests point at the canvas. */
  place(id: string): Point | undefined {
    const element = this.#elementsFor(id).nodes().first();
    return element.empty() ? undefined : this.#toPage((element as NodeSingular).position());
  }

  /** Where a container's row meets a network's column, in the page's pixels. */
  crossing(containerId: string, networkId: string): Point | undefined {
    const at = this.#layout && crossingOf(this.#layout, containerId, networkId);
    return at && this.#toPage(at);
  }

  /** Where a host's title is, in the page's pixels. */
  handle(hostId: string): Point | undefined {
    const handle = this.#cy.nodes('.host-handle').filter((node) => node.data('host') === hostId);
    return handle.empty() ? undefined : this.#toPage((handle.first() as NodeSingular).position());
  }

  /** Where the label over a Compose project's rows is, in the page's pixels. */
  group(hostId: string, project: string): Point | undefined {
    const host = this.#layout?.hosts.find((each) => each.hostId === hostId);
    const group = host?.banks.flatMap((bank) => bank.groups).find(({ name }) => name === project);
    return group && this.#toPage({ x: group.x + 8, y: group.y + 10 });
  }

  /** What the layer of wires says of an entity at present. */
  texts(id: string): string[] {
    return this.#wires.texts(id);
  }

  /** How an entity is marked: its wire is cut, its pair is not found, a warning sign is on it. */
  signs(id: string): ('cut' | 'lone' | 'warning')[] {
    return [
      ...(this.#elements.has(`cut|${id}`) ? (['cut'] as const) : []),
      ...(this.#wires.isLone(id) ? (['lone'] as const) : []),
      ...(this.#layout?.signs.some(({ about }) => about === id) ? (['warning'] as const) : []),
    ];
  }

  /** The entities that are drawn, for comparison with the topology. */
  drawn(): string[] {
    return [...this.#elements.values()].flatMap((element) => standsFor({ stands: element.data.stands }));
  }

  destroy(): void {
    this.#wires.destroy();
    this.#cy.destroy();
  }

  /** Changes elements with the marks taken off: a patch gives elements their plain classes. */
  #unmarked(change: () => void): void {
    const marks = this.#marks;
    this.#cy.batch(() => {
      this.mark(noMarks);
      this.#worn.clear();
      change();
      this.mark(marks);
    });
  }

  #listen(events: GraphEvents): void {
    const cy = this.#cy;
    const hitAt = (at: Point) => this.#layout && hitTest(this.#layout, at);
    const rowDrags = dragRows(
      cy,
      { hitAt, rowsIn: (box) => (this.#layout ? rowsIn(this.#layout, box) : []) },
      events,
    );
    this.#rehover = () => {
      const pointer = this.#pointer;
      if (pointer && !rowDrags.active()) events.hover(hitAt(pointer.position), pointer.rendered);
    };
    cy.on('mousemove', (event) => {
      this.#pointer = { position: { ...event.position }, rendered: { ...event.renderedPosition } };
      this.#rehover();
    });
    cy.container()?.addEventListener('mouseleave', () => {
      this.#pointer = undefined;
      events.hover(undefined, { x: 0, y: 0 });
    });
    // A title waits whether a second tap follows, which folds the host.
    const isTitle = (at: Point) => hitAt(at)?.kind === 'title';
    cy.on('tap', (event) => {
      if (!isTitle(event.position)) events.tap(hitAt(event.position), event.originalEvent?.shiftKey === true);
    });
    cy.on('onetap', (event) => isTitle(event.position) && events.tap(hitAt(event.position), false));
    cy.on('dbltap', (event) => events.doubleTap(hitAt(event.position)));
    const stopFollowing = () => {
      this.#following = false;
    };
    cy.on('dragpan pinchzoom', stopFollowing);
    zoomByWheel(cy, stopFollowing);
    cy.on('zoom', () => this.#caption());
    // What was under the pointer has moved away from it.
    cy.on('viewport', () => events.hover(undefined, { x: 0, y: 0 }));
    dragHosts(cy, (hostId, dx, dy) => {
      const box = this.#layout?.hosts.find((host) => host.hostId === hostId);
      stopFollowing();
      if (box) events.moveHost(hostId, { x: box.x + dx, y: box.y + dy });
    });
  }

  /** All elements that are the picture of an entity: a network may have a column in many hosts. */
  #elementsFor(id: string): CollectionReturnValue {
    return this.#cy.elements().filter((element) => standsFor(element.data()).includes(id));
  }

  /**
   * Whether the picture needs no new fit: the same hosts, each with or without something in it, and hardly anything
   * out of view. What did not change must not move because a column came.
   */
  #stillFits(layout: PatchBayLayout): boolean {
    const hosts = layout.hosts
      .map((host) => `${host.hostId} ${host.collapsed} ${host.banks.length > 0}`)
      .join();
    const same = hosts === this.#fittedHosts;
    this.#fittedHosts = hosts;
    const [cy, zoom, pan] = [this.#cy, this.#cy.zoom(), this.#cy.pan()];
    const right = (layout.x + layout.width) * zoom + pan.x;
    const bottom = (layout.y + layout.height) * zoom + pan.y;
    return same && right <= cy.width() * tolerance && bottom <= cy.height() * tolerance;
  }

  /** Where rows are too small to read, each host's name and counts stand over it in type that is not. */
  #caption(): void {
    const zoom = this.#cy.zoom();
    const size = zoom < captionZoom ? captionPixels / quantised(zoom) : 0;
    if (size === this.#captionSize) return;
    this.#captionSize = size;
    this.#cy.batch(() => {
      this.#cy.nodes('.caption').forEach((caption) => {
        caption.toggleClass('shown', size > 0);
        if (size > 0) caption.data('size', Math.min(size, caption.data('most')));
      });
    });
  }

  #addDot(id: string, position: Point, classes: string): void {
    this.#cy.add({
      group: 'nodes',
      data: { id, of: [] },
      position: { ...position },
      classes,
      grabbable: false,
    });
  }

  #toPage(at: Point): Point {
    const frame = this.#cy.container()?.getBoundingClientRect();
    const [pan, zoom] = [this.#cy.pan(), this.#cy.zoom()];
    return { x: at.x * zoom + pan.x + (frame?.left ?? 0), y: at.y * zoom + pan.y + (frame?.top ?? 0) };
  }
}

/** The entities an element is the picture of. */
const standsFor = (data: { stands?: string[] | undefined }): string[] => data.stands ?? [];
