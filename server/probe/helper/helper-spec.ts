import { randomBytes } from 'node:crypto';
import { helperLabel } from '#lib/wires/helper-label.ts';
import type { HelperSpec } from '#server/engine/helper-containers.ts';

/** Whose helpers they are: of which Patchbay, on which of its hosts. */
export interface Owner {
  /** Of this Patchbay's data, the same after a restart; no two that run have the same. */
  instance: string;
  hostId: string;
}

/**
 * What the script needs, and what for; each was left out in turn, and the read failed.
 * - SYS_PTRACE: to look at the host's files through /proc/1/root, where the handles of namespaces are
 * - SYS_ADMIN: to enter namespaces, and to mount in one of its own
 * - SYS_CHROOT: the kernel asks for it, too, of who enters a mount namespace, as the host's iproute2 needs
 */
export const capabilities = ['SYS_ADMIN', 'SYS_CHROOT', 'SYS_PTRACE'] as const;

/** The labels of all of an owner's helpers. */
export function ownerLabels({ instance, hostId }: Owner): Record<string, string> {
  return { [helperLabel]: 'links', 'patchbay.instance': instance, 'patchbay.host': hostId };
}

/** Whether these are the labels of an owner's helper. */
export function isOwn(labels: Readonly<Record<string, string>>, owner: Owner): boolean {
  return Object.entries(ownerLabels(owner)).every(([name, value]) => labels[name] === value);
}

/** A helper to be made, under a name that no other has. */
export function helperSpec(owner: Owner, image: string, command: readonly string[]): HelperSpec {
  const name = `patchbay-probe-${randomBytes(6).toString('hex')}`;
  return { name, image, command, labels: ownerLabels(owner), capabilities };
}
