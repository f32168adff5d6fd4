'use client';

import type { Selection } from '#lib/store/selection.ts';
import type { Topology } from '#lib/topology/model.ts';

export interface PatchBayProps {
  topology: Topology;
  selection: Selection | undefined;
  /** Ids that a search found; undefined when nothing is searched for. */
  found: ReadonlySet<string> | undefined;
  onSelect(selection: Selection | undefined): void;
  /** An empty crossing was clicked. */
  onConnect(containerId: string, networkId: string): void;
}

/** The live picture: hosts, their networks as columns, their containers as rows. */
export function PatchBay({ topology }: PatchBayProps) {
  return <div className="size-full">{Object.keys(topology.hosts).length} hosts</div>;
}
