import type { ContainerFact } from '#lib/topology/snapshot.ts';

/** How long an engine may go on listing what has left another host: two polls and then some, in milliseconds. */
const memory = 20_000;

/**
 * The endpoint ids that containers of a host had a moment ago. The other engines of its key-value store are told of no
 * event there, and still list them as members on another host.
 */
export function createFormerEndpoints(): (containers: readonly ContainerFact[], at: number) => string[] {
  const lastSeen = new Map<string, number>();
  return (containers, at) => {
    const current = new Set(
      containers.flatMap(({ attachments }) => attachments.map(({ endpointId }) => endpointId)),
    );
    for (const [id, seen] of lastSeen) if (at - seen > memory) lastSeen.delete(id);
    for (const id of current) if (id !== '') lastSeen.set(id, at);
    return [...lastSeen.keys()].filter((id) => !current.has(id)).sort();
  };
}
