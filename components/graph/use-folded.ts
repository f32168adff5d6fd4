import { useMemo, useState } from 'react';
import { weightOf } from '#lib/layout/host-box.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';

/** Above this many elements a picture takes seconds to appear: hosts start as counted boxes then. */
const openWeight = 2400;

/** Which hosts are drawn as one counted box: all of a large topology at first, and what a person folds. */
export function useFolded(topology: Topology) {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  const [initially, setInitially] = useState(false);
  const [deciding, setDeciding] = useState(true);
  const hostIds = Object.keys(topology.hosts);
  // Decided once all hosts have been tried: a container more must not fold everything under a person's eyes.
  const trying = Object.values(topology.hosts).some((host) => host.status === 'connecting');
  if (deciding && hostIds.length > 0) {
    const heavy = hostIds.reduce((sum, id) => sum + weightOf(topology, id), 0) > openWeight;
    if (heavy && !initially) setInitially(true);
    if (!trying) setDeciding(false);
  }
  const ids = hostIds.sort().join(' ');
  const folded = useMemo(
    () => new Set(ids.split(' ').filter((id) => entityOf(chosen, id) ?? initially)),
    [ids, chosen, initially],
  );
  return {
    folded: folded as ReadonlySet<string>,
    toggle: (hostId: string) => setChosen({ ...chosen, [hostId]: !folded.has(hostId) }),
    foldAll: (fold: boolean) => setChosen(Object.fromEntries(hostIds.map((id) => [id, fold]))),
  };
}
