import { entityOf } from '../topology/entity-of.ts';
import type { Topology } from '../topology/model.ts';

/** The one thing a person looks at, in the picture or in a table. */
export interface Selection {
  kind:
    | 'host'
    | 'network'
    | 'container'
    | 'endpoint'
    | 'port'
    | 'service'
    | 'interface'
    | 'tunnel'
    | 'finding';
  id: string;
}

/** The map of the topology that has the things of a kind. */
export const collectionOf = {
  host: 'hosts',
  network: 'networks',
  container: 'containers',
  endpoint: 'endpoints',
  port: 'ports',
  service: 'services',
  interface: 'interfaces',
  tunnel: 'tunnels',
  finding: 'findings',
} as const satisfies Record<Selection['kind'], keyof Topology>;

/** All kinds of things that can be looked at. */
export const selectionKinds = Object.keys(collectionOf) as Selection['kind'][];

/** How a thing is selected, of which only the id is known; undefined if there is none. */
export function selectionOf(topology: Topology, id: string): Selection | undefined {
  const kind = selectionKinds.find(
    (each) => entityOf<unknown>(topology[collectionOf[each]], id) !== undefined,
  );
  return kind && { kind, id };
}
