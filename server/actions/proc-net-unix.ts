/** The kernel's mark of a socket that listens (`__SO_ACCEPTCON`), in the fourth column. */
const listening = 0x10000;

/** The paths of the sockets that something listens on, out of the text of `/proc/net/unix`. */
export function listensIn(text: string): Set<string> {
  const paths = new Set<string>();
  for (const line of text.split('\n').slice(1)) {
    // Num RefCount Protocol Flags Type St Inode Path; a path may have spaces in it.
    const [, flags, path] = /^\S+\s+\S+\s+\S+\s+(\S+)\s+\S+\s+\S+\s+\d+\s(\/.*)$/.exec(line) ?? [];
    if (path !== undefined && (Number.parseInt(flags ?? '', 16) & listening) !== 0) paths.add(path);
  }
  return paths;
}
