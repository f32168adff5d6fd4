/** The kernel's mark of a socket that listens (`__SO_ACCEPTCON`), in the fourth column. */
const listening = 0x10000;

/** A socket that something listens on, with the path that its maker bound it to. */
export interface Listener {
  path: string;
  /** Of the socket itself, as in `/proc/<pid>/fd`; the file at its path has another one. */
  inode: number;
}

/** The sockets with a path that something listens on, out of the text of `/proc/net/unix`. */
export function listenersIn(text: string): Listener[] {
  const listeners: Listener[] = [];
  for (const line of text.split('\n').slice(1)) {
    // Num RefCount Protocol Flags Type St Inode Path; a path may have spaces in it.
    const [, flags, inode, path] = /^\S+\s+\S+\s+\S+\s+(\S+)\s+\S+\s+\S+\s+(\d+)\s(\/.*)$/.exec(line) ?? [];
    const listens = (Number.parseInt(flags ?? '', 16) & listening) !== 0;
    if (path !== undefined && listens) listeners.push({ path, inode: Number(inode) });
  }
  return listeners;
}
