import type { ProbeSettings } from '#lib/topology/model-wires.ts';

/** What is said of a host whose wires are not read. */

/** Nobody allowed any way that leads to this host. */
export function offReason(probe: ProbeSettings, sharesKernel: boolean): string {
  if (sharesKernel && probe.local === false) {
    return 'Reading this host’s wires is switched off for it (“probe.local” is false). To see them, allow that again, or a helper container (“probe.helper”).';
  }
  return 'The wires are in this host’s kernel, of which its engine tells nothing. To see them, allow a small helper container for this host: in its settings on the page, or by “probe: {helper: one-shot}” in the configuration.';
}

export const hostNotRead = 'The host itself can’t be read at present; its wires are as they were last seen.';
export const hostNeverRead = 'The host itself can’t be read. Its wires are read once it can.';
export const ourFault = 'Patchbay failed to read the wires of this host; see its log.';
