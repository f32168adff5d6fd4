export interface RemedyParts {
  /** What to do, a sentence or two. */
  words: string;
  /** What to type on the host, where the sentence ends in it. */
  command?: string;
}

/**
 * A remedy, and the command that it may end with: `Set it up again on the host: ip link set dev veth1 up`. A sentence
 * ends with a full stop, a command does not, and begins with a program. Names in it are other people's: it is shown and
 * copied, nothing else.
 */
export function remedyParts(remedy: string): RemedyParts {
  if (/[.!?]\s*$/.test(remedy)) return { words: remedy };
  for (const { index } of remedy.matchAll(/: /g)) {
    const command = remedy.slice(index + 2).trim();
    if (/^[a-z/][\w./-]*\s/.test(command)) return { words: remedy.slice(0, index + 1), command };
  }
  return { words: remedy };
}
