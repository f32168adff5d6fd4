'use client';

import { dequal } from 'dequal';
import { useEffect, useMemo, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { connectability, isOffered } from '#lib/actions/connectability.ts';
import type { Hit } from '#lib/layout/hit-test.ts';
import type { Box, Point } from '#lib/layout/model.ts';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import type { Picks } from '#lib/store/picks.ts';
import { type Selection, selectionOf as selectionOfId } from '#lib/store/selection.ts';
import type { Topology } from '#lib/topology/model.ts';
import { GraphControls } from './graph-controls.tsx';
import { GraphTooltip } from './graph-tooltip.tsx';
import { hintOf } from './hint.ts';
import { groupOf, rowOf } from './row-of.ts';
import { shownBy } from './shown-by.ts';
import { focusOfHit, openCrossings, traceOf } from './trace.ts';
import { useFolded } from './use-folded.ts';
import { useGraphView } from './use-graph-view.ts';
import { useMovedHosts } from './use-moved-hosts.ts';
import { useRowDrag } from './use-row-drag.ts';
import { useSettled } from './use-settled.ts';
import { useWiresKey } from './use-wires-key.ts';
import type { WireDetail } from './wire-elements.ts';

export interface PatchBayProps {
  topology: Topology;
  selection: Selection | undefined;
  /** Ids that a search found; undefined when nothing is searched for. */
  found: ReadonlySet<string> | undefined;
  picks: Picks;
  /** Whether the layer of wires is on. */
  wires: boolean;
  onWires(on: boolean): void;
  onSelect(selection: Selection | undefined): void;
  /** Rows were picked, or let go if they all were. */
  onPick(containerIds: readonly string[]): void;
  /** A box was drawn around these: they are picked as well. */
  onBoxed(containerIds: readonly string[]): void;
  /** An empty crossing was clicked, or containers were dropped on a network. */
  onConnect(containerIds: readonly string[], networkId: string): void;
}

/** How long the pointer rests on a thing before its trace is shown. */
const traceDelay = 90;

/** The live picture: hosts, their networks as columns, their containers as rows. */
export function PatchBay({
  topology,
  selection,
  found,
  picks,
  wires,
  onWires,
  onSelect,
  onPick,
  onBoxed,
  onConnect,
}: PatchBayProps) {
  const canvas = useRef<HTMLDivElement>(null);
  const ownSelection = useRef<string>(undefined);
  const [hover, setHover] = useState<{ hit: Hit; at: Point }>();
  const [box, setBox] = useState<Box>();
  const [detail, setDetail] = useState<WireDetail>();
  const moved = useMovedHosts();
  const folding = useFolded(topology);
  const rowDrag = useRowDrag(topology, picks, onConnect);

  useWiresKey(wires, onWires);

  const select = (to: Selection | undefined) => {
    ownSelection.current = to?.id;
    onSelect(to);
  };
  const tap = (hit: Hit | undefined, more: boolean) => {
    const group = groupOf(topology, hit);
    const row = more ? rowOf(topology, hit) : undefined;
    if (group) return onPick(group);
    if (row !== undefined) return onPick([row]);
    if (more) return;
    if (hit?.kind === 'crossing') {
      if (isOffered(connectability(topology, hit.containerId, hit.networkId)))
        onConnect([hit.containerId], hit.networkId);
      return;
    }
    if (hit?.kind === 'host' && folding.folded.has(hit.hostId)) folding.toggle(hit.hostId);
    select(selectionOf(topology, hit));
  };
  const { view, aspect } = useGraphView(canvas, {
    hover: (hit, at) => setHover(hit && { hit, at }),
    tap,
    wires: setDetail,
    box: (drawn) => {
      setHover(undefined);
      setBox(drawn);
    },
    boxed: onBoxed,
    drag: (drag) => {
      setHover(undefined);
      rowDrag.drag(drag);
    },
    drop: rowDrag.drop,
    doubleTap: (hit) => hit?.kind === 'title' && folding.toggle(hit.hostId),
    moveHost: moved.move,
  });

  const [shelves, setShelves] = useState<{ aspect: number; hosts: string[][] }>();
  const layout = useMemo(() => {
    // Hosts keep their shelves while the window keeps its shape.
    const kept = shelves?.aspect === aspect ? { shelves: shelves.hosts } : {};
    return layoutPatchBay(topology, { aspect, collapsed: folding.folded, moved: moved.places, ...kept });
  }, [topology, aspect, shelves, folding.folded, moved.places]);
  if (shelves?.aspect !== aspect || !dequal(shelves.hosts, layout.shelves)) {
    setShelves({ aspect, hosts: layout.shelves });
  }
  useEffect(() => view?.draw(topology, layout), [view, topology, layout]);
  useEffect(() => view?.showWires(wires), [view, wires]);

  const focus = focusOfHit(hover?.hit);
  const focusKind = useSettled(focus?.kind, traceDelay);
  const focusId = useSettled(focus?.id, traceDelay);
  const trace = useMemo(() => {
    if (focusKind && focusId) return traceOf(topology, { kind: focusKind, id: focusId });
    // A service is in many places and has none of its own: while it is selected, what it is made of is lit.
    return selection?.kind === 'service'
      ? traceOf(topology, { kind: 'service', id: selection.id })
      : undefined;
  }, [topology, focusKind, focusId, selection]);
  const picked = useMemo(() => new Set(picks), [picks]);
  const crossings = useMemo(() => openCrossings(topology, selection), [topology, selection]);
  const selected = selection && shownBy(topology, selection)[0];
  useEffect(() => {
    view?.mark({ trace, found, selected, picked, ...crossings, ...rowDrag.marks });
  }, [view, trace, found, selected, picked, crossings, rowDrag.marks]);

  const crossing = hover?.hit.kind === 'crossing' ? hover.hit : undefined;
  const refused = crossing
    ? !isOffered(connectability(topology, crossing.containerId, crossing.networkId))
    : false;
  const ghostAt = useStable(crossing?.at);
  useEffect(() => view?.ghost(ghostAt, refused), [view, ghostAt, refused]);

  useEffect(() => {
    if (!view || !selection || ownSelection.current === selection.id) return;
    ownSelection.current = selection.id;
    view.reveal(shownBy(topology, selection));
  }, [view, topology, selection]);

  const hint = hover && hintOf(topology, hover.hit, wires);
  const tooltip = rowDrag.tooltip ?? (hint && { hint, at: hover.at });
  return (
    <div className="relative size-full overflow-hidden bg-ground [container-type:size]">
      <div
        ref={canvas}
        role="img"
        aria-label="Picture of all hosts, their networks and containers. The table view holds the same."
        className={cx('size-full', box ? 'cursor-crosshair' : hover ? 'cursor-pointer' : 'cursor-grab')}
        data-testid="patch-bay"
      />
      {box && <PickBox box={box} />}
      {tooltip && <GraphTooltip {...tooltip} />}
      {wires && detail === 'signs' && (
        <p className="pointer-events-none absolute right-14 bottom-3 rounded border border-line bg-panel px-2 py-1 text-2xs text-muted">
          Zoom in to read the wires
        </p>
      )}
      <GraphControls
        onZoom={(factor) => view?.zoomBy(factor)}
        onFit={() => view?.fit()}
        wires={wires}
        onWires={onWires}
        onResetPlaces={moved.any ? moved.reset : undefined}
        folding={Object.keys(topology.hosts).length > 1 ? folding : undefined}
      />
    </div>
  );
}

/** The box that is drawn with the shift key. */
function PickBox({ box: { x, y, width, height } }: { box: Box }) {
  return (
    <div
      className="pointer-events-none absolute top-0 left-0 z-10 border border-accent bg-accent/10"
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    />
  );
}

/** The same point object for as long as it is the same place: the pointer moves more often than it changes cells. */
function useStable(at: Point | undefined): Point | undefined {
  const [x, y] = [at?.x, at?.y];
  return useMemo(() => (x === undefined || y === undefined ? undefined : { x, y }), [x, y]);
}

function selectionOf(topology: Topology, hit: Hit | undefined): Selection | undefined {
  if (hit?.kind === 'sign') return selectionOfId(topology, hit.about);
  if (hit?.kind === 'host' || hit?.kind === 'title') return { kind: 'host', id: hit.hostId };
  if (hit?.kind === 'crossing') return undefined;
  return focusOfHit(hit);
}
