import { useMemo, useState } from 'react';
import type { Picks } from '#lib/store/picks.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { RowDrag } from './drag-rows.ts';
import type { Marks } from './marks.ts';
import { closedTo, draggedWith, dropHint, networkUnder } from './row-drag.ts';

type DragMarks = Pick<Marks, 'open' | 'blocked' | 'target'>;

const none = { target: undefined };

/** Containers dragged by a row onto a network; `onDrop` is told where one of them at least can join. */
export function useRowDrag(
  topology: Topology,
  picks: Picks,
  onDrop: (containerIds: Picks, networkId: string) => void,
) {
  const [drag, setDrag] = useState<RowDrag>();
  const grabbed = drag?.containerId;
  const along = useMemo(
    () => (grabbed === undefined ? undefined : draggedWith(picks, grabbed)),
    [picks, grabbed],
  );
  const closed = useMemo(() => along && closedTo(topology, along), [topology, along]);
  const under = networkUnder(topology, drag?.over);
  const marks: Partial<DragMarks> & Pick<Marks, 'target'> = useMemo(
    () =>
      closed
        ? { open: [], blocked: closed, target: under && !closed.includes(under) ? under : undefined }
        : none,
    [closed, under],
  );
  return {
    marks,
    tooltip: drag && along && { hint: dropHint(topology, along, under), at: drag.at },
    drag: setDrag,
    drop: (dropped: RowDrag) => {
      const containerIds = draggedWith(picks, dropped.containerId);
      const networkId = networkUnder(topology, dropped.over);
      if (networkId !== undefined && !closedTo(topology, containerIds).includes(networkId))
        onDrop(containerIds, networkId);
    },
  };
}
