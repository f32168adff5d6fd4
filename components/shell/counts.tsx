import { count } from '#components/words/counts.ts';
import type { Topology } from '#lib/topology/model.ts';

/** How much there is, in one line. */
export function Counts({ topology, known }: { topology: Topology; known: boolean }) {
  if (!known) return null;
  const parts = [
    count(Object.keys(topology.hosts).length, 'host'),
    count(Object.keys(topology.containers).length, 'container'),
    count(Object.keys(topology.networks).length, 'network'),
  ];
  return <p className="text-xs whitespace-nowrap text-muted max-md:hidden">{parts.join(' · ')}</p>;
}
