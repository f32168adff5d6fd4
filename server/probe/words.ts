import type { ProbeSettings } from '#lib/topology/model-wires.ts';

/** What is said of a host whose wires are not read. */

const allow =
  'allow a small helper container for this host (its settings on the page; “probe: {helper: one-shot}” in the configuration)';

/** Nobody allowed any way that leads to this host. */
export function offReason(probe: ProbeSettings, sharesKernel: boolean): string {
  if (sharesKernel && probe.local === false) {
    return 'Reading this host’s wires is switched off for it (“probe.local” is false). To see them, allow that again, or a helper container (“probe.helper”).';
  }
  return `The wires are in this host’s kernel, of which its engine tells nothing. To see them, ${allow}.`;
}

/** What to do besides where the kernel can't be read directly, and no helper is allowed. */
export function orAllow(reason: string): string {
  return `${reason} Or ${allow}.`;
}

export const hostNotRead = 'The host itself can’t be read at present; its wires are as they were last seen.';
export const hostNeverRead = 'The host itself can’t be read. Its wires are read once it can.';
export const ourFault = 'Patchbay failed to read the wires of this host; see its log.';
