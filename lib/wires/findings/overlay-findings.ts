import { dequal } from 'dequal';
import type { Finding } from '../../topology/model-wires.ts';
import type { OverlayPart } from './overlay-part.ts';
import { missingPeers } from './peer-missing.ts';
import { type FindMember, staleForwarding } from './stale-forwarding.ts';

/** One overlay over all its hosts, and what was found between each two of them. */
interface Overlay {
  /** By host id. */
  parts: Map<string, OverlayPart>;
  /** By near host, then far host; without those between which there is nothing. */
  found: Map<string, Map<string, Finding[]>>;
}

/** Given the parts of all hosts, what is found between them. */
export type FindOnOverlays = (parts: readonly OverlayPart[]) => Finding[];

/**
 * Compares each two hosts of an overlay. With hundreds of hosts these are tens of thousands of pairs: only those with a host
 * whose part is another than the last time are looked at again.
 */
export function createOverlayFinder(): FindOnOverlays {
  let overlays = new Map<string, Overlay>();
  return (parts) => {
    const byNetwork = Map.groupBy(parts, ({ network }) => network.id);
    overlays = new Map(
      [...byNetwork].map(([id, own]) => [
        id,
        compared(own, overlays.get(id) ?? { parts: new Map(), found: new Map() }),
      ]),
    );
    return [...overlays.values()].flatMap(({ found }) =>
      [...found.values()].flatMap((row) => [...row.values()].flat()),
    );
  };
}

function compared(own: readonly OverlayPart[], last: Overlay): Overlay {
  const parts = new Map<string, OverlayPart>();
  const changed = new Set<string>();
  for (const part of own) {
    const former = last.parts.get(part.hostId);
    const kept = former && (former === part || dequal(former, part)) ? former : part;
    parts.set(part.hostId, kept);
    if (kept !== former) changed.add(part.hostId);
  }
  const isGone = [...last.parts.keys()].some((id) => !parts.has(id));
  if (changed.size === 0 && !isGone) return last;

  const find = memberFinder([...parts.values()]);
  const found = new Map<string, Map<string, Finding[]>>();
  for (const near of parts.values()) {
    const row = rowOf(near, parts, changed, last.found.get(near.hostId), find);
    if (row.size > 0) found.set(near.hostId, row);
  }
  return { parts, found };
}

function rowOf(
  near: OverlayPart,
  parts: ReadonlyMap<string, OverlayPart>,
  changed: ReadonlySet<string>,
  last: ReadonlyMap<string, Finding[]> | undefined,
  find: FindMember,
): Map<string, Finding[]> {
  const row = new Map<string, Finding[]>();
  // Where something was found, who has an address may be known by now from a third host.
  const again = changed.has(near.hostId) ? parts.keys() : new Set([...changed, ...(last?.keys() ?? [])]);
  for (const id of again) {
    const far = parts.get(id);
    if (!far || far === near) continue;
    const findings = [...missingPeers(near, far), ...staleForwarding(near, far, find)];
    if (findings.length > 0) row.set(id, findings);
  }
  return row;
}

/** Looked for in one part after the other: it is seldom asked. */
function memberFinder(parts: readonly OverlayPart[]): FindMember {
  return (mac) => {
    for (const part of parts) {
      const member = part.members?.find((one) => one.mac === mac);
      if (member) return { part, member };
    }
    return undefined;
  };
}
