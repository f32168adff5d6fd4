import { useMemo, useState } from 'react';
import { weightOf } from '#lib/layout/host-box.ts';
import type { Topology } from '#lib/topology/model.ts';

/** Above this many elements a picture takes seconds to appear: hosts start as counted boxes then. */
const openWeight = 2400;

/** Which hosts are drawn as one counted box: all of a large topology at first, and what a person folds. */
export function useFolded(topology: Topology) {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  const [initially, setInitially] = useState<boolean>();
  const hostIds = Object.keys(topology.hosts);
  // Decided once: a container more must not fold everything under a person's eyes.
  if (initially === undefined && Object.keys(topology.containers).length > 0) {
    setInitially(hostIds.reduce((sum, id) => sum + weightOf(topology, id), 0) > openWeight);
  }
  const ids = hostIds.sort().join(' ');
  const folded = useMemo(
    () => new Set(ids.split(' ').filter((id) => chosen[id] ?? initially ?? false)),
    [ids, chosen, initially],
  );
  return {
    folded: folded as ReadonlySet<string>,
    toggle: (hostId: string) => setChosen({ ...chosen, [hostId]: !folded.has(hostId) }),
    foldAll: (fold: boolean) => setChosen(Object.fromEntries(hostIds.map((id) => [id, fold]))),
  };
}
