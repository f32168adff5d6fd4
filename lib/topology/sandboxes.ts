import { containerId, sandboxId } from './ids.ts';
import type { Sandbox } from './model.ts';
import { compareText } from './order.ts';
import type { ContainerFact } from './snapshot.ts';

/** A container, the network namespace it lives in, and its network mode with any reference resolved. */
export interface PlacedContainer {
  fact: ContainerFact;
  sandbox: Sandbox;
  networkMode: string;
}

const sharing = 'container:';

/** Whether a container lives on another one's network stack and so has no endpoints of its own. */
export function isSharing(networkMode: string): boolean {
  return networkMode.startsWith(sharing);
}

/** Places every container of a host in its sandbox. */
export function placeContainers(hostId: string, containers: readonly ContainerFact[]): PlacedContainer[] {
  const find = containerFinder(containers);
  return containers.map((fact) => {
    const target = targetOf(fact.networkMode);
    const found = target === undefined ? undefined : find(target);
    return {
      fact,
      sandbox: sandboxFor(hostId, ownerOf(fact, find)),
      networkMode: found ? sharing + found.nativeId : fact.networkMode,
    };
  });
}

/** The sandbox of a member that is no container of ours. */
export function foreignSandbox(hostId: string, key: string): Sandbox {
  // A container called `host` that is gone must not be taken for the host itself.
  return { id: sandboxId(hostId, key === 'host' ? 'container:host' : key), hostId, kind: 'private' };
}

type Owner = ContainerFact | { missing: string };
type FindContainer = (idOrName: string) => ContainerFact | undefined;

function sandboxFor(hostId: string, owner: Owner): Sandbox {
  if ('missing' in owner) return foreignSandbox(hostId, owner.missing);
  if (owner.networkMode === 'host') return { id: sandboxId(hostId, 'host'), hostId, kind: 'host' };
  return {
    id: sandboxId(hostId, owner.nativeId),
    hostId,
    kind: isIsolated(owner) ? 'none' : 'private',
    ownerId: containerId(hostId, owner.nativeId),
  };
}

// The mode stays `none` after the container has left the network `none` for others.
function isIsolated({ networkMode, attachments }: ContainerFact): boolean {
  return networkMode === 'none' && attachments.every(({ networkName }) => networkName === 'none');
}

/** Follows `container:` references to the container that has a sandbox of its own. */
function ownerOf(container: ContainerFact, find: FindContainer): Owner {
  const path = [container];
  for (let current = container; ; path.push(current)) {
    const target = targetOf(current.networkMode);
    if (target === undefined) return current;
    const next = find(target);
    if (!next) return { missing: target };
    const loop = path.indexOf(next);
    if (loop >= 0) return firstOf(path.slice(loop), container);
    current = next;
  }
}

// In a circle nobody has a sandbox: all its members agree on the one whose id comes first.
function firstOf(circle: readonly ContainerFact[], fallback: ContainerFact): ContainerFact {
  return [...circle].sort((a, b) => compareText(a.nativeId, b.nativeId))[0] ?? fallback;
}

function targetOf(networkMode: string): string | undefined {
  return isSharing(networkMode) ? networkMode.slice(sharing.length) : undefined;
}

/** By full id, then name, then the beginning of an id, as the engine resolves a reference. */
function containerFinder(containers: readonly ContainerFact[]): FindContainer {
  const byId = new Map(containers.map((container) => [container.nativeId, container]));
  const byName = new Map(containers.map((container) => [container.name, container]));
  return (reference) => {
    if (reference === '') return undefined;
    const exact = byId.get(reference) ?? byName.get(reference);
    if (exact) return exact;
    const candidates = containers.filter(({ nativeId }) => nativeId.startsWith(reference));
    return candidates.length === 1 ? candidates[0] : undefined;
  };
}
