/** What the kernel and the machine tell of the process's own place. */
export interface OwnTraces {
  /** `/proc/self/mountinfo`. */
  mounts: string;
  /** `/proc/self/cgroup`. */
  cgroups: string;
  hostname: string;
}

/**
 * The engine's ids (or the beginning of one) of the container that this process runs in; empty outside of one.
 * Engines mount files of their own on /etc/hostname, /etc/hosts and /etc/resolv.conf, from a folder that bears the
 * container's id, and name its cgroup after it. Else its hostname is told, which unless it was given another one is
 * the first twelve digits (of the container whose network it shares, if it shares one).
 */
export function ownContainerIds({ mounts, cgroups, hostname }: OwnTraces): string[] {
  const ids = new Set<string>();
  for (const line of mounts.split('\n')) {
    // Fields 4 and 5 are the root within its file system and the mount point (proc(5)).
    const [, , , root = '', point = ''] = line.split(' ');
    if (/^\/etc\/(hostname|hosts|resolv\.conf)$/.test(point)) add(ids, root);
  }
  for (const line of cgroups.split('\n')) add(ids, line.split(':').slice(2).join(':'));
  if (ids.size === 0 && /^[0-9a-f]{12}$/.test(hostname)) ids.add(hostname);
  return [...ids];
}

/** The last id in a path: `/docker/<id>`, `/system.slice/docker-<id>.scope`, `…/containers/<id>/hostname`. */
function add(ids: Set<string>, path: string): void {
  const id = path.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)?.at(-1);
  if (id !== undefined) ids.add(id);
}
