import type { Core, ElementDefinition } from 'cytoscape';
import type { Box, PatchBayLayout } from '#lib/layout/model.ts';
import type { Topology } from '#lib/topology/model.ts';
import { type ElementMap, patchElements } from './patch-elements.ts';
import { type WireDetail, wireElements } from './wire-elements.ts';

/** From this zoom on the wires' names are shown by themselves, and from the next on all that is known. */
const closeZoom = 1.6;
const closestZoom = 2.2;
/** Below this one names can't be read. */
const namesZoom = 0.8;
/** How often the layer is led after the window while a person pans or zooms, in milliseconds. */
const pace = 70;

/** How much of the wires is shown at a zoom; undefined for nothing. */
export function detailAt(zoom: number, on: boolean): WireDetail | undefined {
  if (zoom >= closestZoom) return 'all';
  if (zoom >= (on ? namesZoom : closeZoom)) return 'names';
  return on ? 'signs' : undefined;
}

/**
 * The elements of the layer of wires. There are ever only those of what is in the window and a little around it: a
 * picture costs by how many elements exist, not by how many are seen.
 */
export class WireLayer {
  readonly #cy: Core;
  readonly #patch: (change: () => void) => void;
  readonly #told: (detail: WireDetail | undefined) => void;
  #on = false;
  #scene: { topology: Topology; layout: PatchBayLayout } | undefined;
  #elements: ElementMap = new Map();
  #shown: { detail: WireDetail; within: Box } | undefined;
  #detail: WireDetail | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `patch` is called around each change of the elements; `told` when more or less of the wires is shown. */
  constructor(cy: Core, patch: (change: () => void) => void, told: (detail: WireDetail | undefined) => void) {
    this.#cy = cy;
    this.#patch = patch;
    this.#told = told;
    cy.on('viewport resize', () => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#follow();
      }, pace);
    });
  }

  /** Switches the layer; what close zoom shows stays. */
  switch(on: boolean): void {
    if (this.#on === on) return;
    this.#on = on;
    this.#follow();
  }

  /** Another topology or layout is drawn. */
  draw(topology: Topology, layout: PatchBayLayout): void {
    this.#scene = { topology, layout };
    this.#shown = undefined;
    this.#follow();
  }

  /** What the layer says of an entity at present, uncut: an endpoint, a network, a host. */
  texts(id: string): string[] {
    const own = [...this.#elements.values()].filter(({ data }) => data.id?.split('|')[1] === id);
    return own.flatMap(({ data }) => (typeof data.says === 'string' ? [data.says] : []));
  }

  /** Whether an endpoint is shown to have no pair. */
  isLone(id: string): boolean {
    return this.#elements.has(`lone|${id}`);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #follow(): void {
    const detail = detailAt(this.#cy.zoom(), this.#on);
    const window = this.#window();
    if (detail && detail === this.#shown?.detail && contains(this.#shown.within, window)) return;
    if (detail !== this.#detail) this.#told(detail);
    this.#detail = detail;
    const within = around(window);
    this.#shown = detail && { detail, within };
    const scene = this.#scene;
    this.#show(detail && scene ? wireElements(scene.topology, scene.layout, within, detail) : []);
  }

  #show(elements: ElementDefinition[]): void {
    if (elements.length === 0 && this.#elements.size === 0) return;
    this.#patch(() => {
      this.#elements = patchElements(this.#cy, this.#elements, elements);
    });
  }

  #window(): Box {
    const { x1, y1, w, h } = this.#cy.extent();
    return { x: x1, y: y1, width: w, height: h };
  }
}

/** A window and half as much again on every side. */
const around = ({ x, y, width, height }: Box): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width: 2 * width,
  height: 2 * height,
});

const contains = (outer: Box, inner: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
