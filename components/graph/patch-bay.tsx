'use client';

import { dequal } from 'dequal';
import { useEffect, useMemo, useRef, useState } from 'react';
import { connectability, isOffered } from '#lib/actions/connectability.ts';
import type { Hit } from '#lib/layout/hit-test.ts';
import type { Point } from '#lib/layout/model.ts';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import type { Selection } from '#lib/store/selection.ts';
import type { Topology } from '#lib/topology/model.ts';
import { GraphControls } from './graph-controls.tsx';
import { GraphTooltip } from './graph-tooltip.tsx';
import { focusOfHit, openCrossings, traceOf } from './trace.ts';
import { useFolded } from './use-folded.ts';
import { useGraphView } from './use-graph-view.ts';
import { useMovedHosts } from './use-moved-hosts.ts';
import { useSettled } from './use-settled.ts';

export interface PatchBayProps {
  topology: Topology;
  selection: Selection | undefined;
  /** Ids that a search found; undefined when nothing is searched for. */
  found: ReadonlySet<string> | undefined;
  onSelect(selection: Selection | undefined): void;
  /** An empty crossing was clicked. */
  onConnect(containerId: string, networkId: string): void;
}

/** How long the pointer rests on a thing before its trace is shown. */
const traceDelay = 90;

/** The live picture: hosts, their networks as columns, their containers as rows. */
export function PatchBay({ topology, selection, found, onSelect, onConnect }: PatchBayProps) {
  const canvas = useRef<HTMLDivElement>(null);
  const ownSelection = useRef<string>(undefined);
  const [hover, setHover] = useState<{ hit: Hit; at: Point }>();
  const moved = useMovedHosts();
  const folding = useFolded(topology);

  const select = (to: Selection | undefined) => {
    ownSelection.current = to?.id;
    onSelect(to);
  };
  const tap = (hit: Hit | undefined) => {
    if (hit?.kind === 'crossing') {
      if (isOffered(connectability(topology, hit.containerId, hit.networkId)))
        onConnect(hit.containerId, hit.networkId);
      return;
    }
    if (hit?.kind === 'host' && folding.folded.has(hit.hostId)) folding.toggle(hit.hostId);
    select(selectionOf(hit));
  };
  const { view, aspect } = useGraphView(canvas, {
    hover: (hit, at) => setHover(hit && { hit, at }),
    tap,
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

  const focus = focusOfHit(hover?.hit);
  const focusKind = useSettled(focus?.kind, traceDelay);
  const focusId = useSettled(focus?.id, traceDelay);
  const trace = useMemo(() => {
    if (focusKind && focusId) return traceOf(topology, { kind: focusKind, id: focusId });
    // A service is in many places and has none of its own: while it is selected, what it is made of is lit.
    return selection?.kind === 'service' ? traceOf(topology, selection) : undefined;
  }, [topology, focusKind, focusId, selection]);
  const crossings = useMemo(() => openCrossings(topology, selection), [topology, selection]);
  useEffect(() => {
    view?.mark({ trace, found, picked: selection?.id, ...crossings });
  }, [view, trace, found, selection?.id, crossings]);

  const crossing = hover?.hit.kind === 'crossing' ? hover.hit : undefined;
  const refused = crossing
    ? !isOffered(connectability(topology, crossing.containerId, crossing.networkId))
    : false;
  const ghostAt = useStable(crossing?.at);
  useEffect(() => view?.ghost(ghostAt, refused), [view, ghostAt, refused]);

  useEffect(() => {
    if (!view || !selection || ownSelection.current === selection.id) return;
    ownSelection.current = selection.id;
    view.reveal(selection.id);
  }, [view, selection]);

  return (
    <div className="relative size-full overflow-hidden bg-ground">
      <div
        ref={canvas}
        role="img"
        aria-label="Picture of all hosts, their networks and containers. The table view holds the same."
        className={`size-full ${hover ? 'cursor-pointer' : 'cursor-grab'}`}
        data-testid="patch-bay"
      />
      <GraphTooltip topology={topology} hover={hover} />
      <GraphControls
        onZoom={(factor) => view?.zoomBy(factor)}
        onFit={() => view?.fit()}
        onResetPlaces={moved.any ? moved.reset : undefined}
        folding={Object.keys(topology.hosts).length > 1 ? folding : undefined}
      />
    </div>
  );
}

/** The same point object for as long as it is the same place: the pointer moves more often than it changes cells. */
function useStable(at: Point | undefined): Point | undefined {
  const [x, y] = [at?.x, at?.y];
  return useMemo(() => (x === undefined || y === undefined ? undefined : { x, y }), [x, y]);
}

function selectionOf(hit: Hit | undefined): Selection | undefined {
  if (hit?.kind === 'host' || hit?.kind === 'title') return { kind: 'host', id: hit.hostId };
  if (hit?.kind === 'crossing') return undefined;
  return focusOfHit(hit);
}
