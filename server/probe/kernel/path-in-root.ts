import { readlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** As many as the kernel follows. */
const mostLinks = 40;

/**
 * Where a path of another root folder is, seen from ours: its links are followed within that root. The kernel would
 * follow an absolute link (`/var/run` → `/run`) to our own root, and so read another machine's files.
 * @throws Error with a `code` (ELOOP; those of `readlink` but EINVAL)
 */
export function pathInRoot(root: string, path: string): string {
  const left = path.split('/').filter(Boolean);
  let at = '/';
  for (let links = 0; left.length > 0; ) {
    const next = resolve(at, left.shift() ?? '');
    const target = linkTarget(join(root, next));
    if (target === undefined) {
      at = next;
      continue;
    }
    if (++links > mostLinks) throw Object.assign(new Error(`Too many links in ${path}`), { code: 'ELOOP' });
    left.unshift(...resolve(dirname(next), target).split('/').filter(Boolean));
    at = '/';
  }
  return join(root, at);
}

/** Undefined if it is no link. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EINVAL') return undefined;
    throw error;
  }
}
