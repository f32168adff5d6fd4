import { isUp } from '#lib/topology/container-state.ts';
import type { Snapshot } from '#lib/topology/snapshot.ts';
import { isHelper } from '#lib/wires/helper-label.ts';

/**
 * What of a snapshot has wires in the kernel, as a text: while it is the same, nothing was made that a read would
 * find. The helpers that read them are left out: their coming and going would lead to ever more reads.
 */
export function wiringOf({ containers, networks }: Snapshot): string {
  const wired = containers
    .filter(({ state, labels }) => isUp(state) && !isHelper(labels))
    .map(({ nativeId, attachments }) =>
      [nativeId, ...attachments.map(({ endpointId }) => endpointId)].join(' '),
    );
  const bridges = networks.map(({ nativeId, peers, members = [] }) =>
    [nativeId, ...peers, ...members.map(({ endpointId }) => endpointId)].join(' '),
  );
  return [...wired.sort(), '', ...bridges.sort()].join('\n');
}
