import type { EngineEvent } from '#server/engine/engine-client.ts';

/** What an event says may have changed. */
export interface Touched {
  /** To be inspected. */
  containers: string[];
  /** To be inspected. */
  networks: string[];
  /** Something joined or left these: to be inspected where only that tells the members. */
  joined: string[];
  /** Known to be gone without asking. */
  goneContainers: string[];
}

const nothing: Touched = { containers: [], networks: [], joined: [], goneContainers: [] };

/** What happens inside a container (exec, health, attach, signals …) changes no wiring. */
const containerActions = new Set(['create', 'start', 'restart', 'stop', 'die', 'pause', 'unpause', 'rename']);

/**
 * What an event is about, or undefined if it is about nothing that is drawn. An event that names nothing
 * (`prune`) touches nothing by name but still asks for a list.
 */
export function touchedBy(event: EngineEvent): Touched | undefined {
  if (event.type === 'container') return touchedByContainer(event);
  if (event.type === 'network') return touchedByNetwork(event);
  // What becomes of a swarm's services and nodes is in its managers' lists.
  if (event.type === 'service' || event.type === 'node') return nothing;
  return undefined;
}

function touchedByContainer({ action, id }: EngineEvent): Touched | undefined {
  if (action === 'prune') return nothing;
  if (!id) return undefined;
  if (action === 'destroy') return { ...nothing, goneContainers: [id] };
  return containerActions.has(action) ? { ...nothing, containers: [id] } : undefined;
}

function touchedByNetwork({ action, id, attributes }: EngineEvent): Touched | undefined {
  switch (action) {
    case 'prune':
      return nothing;
    case 'connect':
    case 'disconnect': {
      const container = attributes.container;
      // What joins can be something that is no container: `ingress-sbox`, `lb-mesh`.
      const containers = container && /^[0-9a-f]{64}$/.test(container) ? [container] : [];
      return { ...nothing, containers, joined: id ? [id] : [] };
    }
    // A `destroy` need not mean that the network is gone: a swarm network's local part goes with its last
    // endpoint. So it is looked at like all others.
    case 'create':
    case 'update':
    case 'destroy':
    case 'remove':
      return id ? { ...nothing, networks: [id] } : nothing;
    default:
      return undefined;
  }
}
