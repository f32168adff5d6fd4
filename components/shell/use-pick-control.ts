'use client';

import { useCallback, useMemo, useState } from 'react';
import type { PicksControl } from '#components/page-context.tsx';
import { type Picks, presentPicks, toggled, withAll, withoutAll } from '#lib/store/picks.ts';
import type { Topology } from '#lib/topology/model.ts';

/** What is picked on the page; what goes from the topology is let go. */
export function usePickControl(topology: Topology): PicksControl {
  const [chosen, setChosen] = useState<Picks>([]);
  const picks = presentPicks(topology, chosen);
  if (picks !== chosen) setChosen(picks);
  const toggle = useCallback((id: string) => setChosen((last) => toggled(last, id)), []);
  const add = useCallback((ids: readonly string[]) => setChosen((last) => withAll(last, ids)), []);
  const remove = useCallback((ids: readonly string[]) => setChosen((last) => withoutAll(last, ids)), []);
  const letGo = useCallback(() => setChosen([]), []);
  return useMemo(() => ({ picks, toggle, add, remove, letGo }), [picks, toggle, add, remove, letGo]);
}
