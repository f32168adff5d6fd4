/** A part of a remedy: words, or a command to be typed on the host. */
export interface RemedyPart {
  kind: 'words' | 'command';
  text: string;
}

/**
 * The parts of a remedy. What stands between backticks and has more than one word is a command; a single word there is
 * only a name. The texts hold names of other people's devices: they are shown and copied, nothing else.
 */
export function remedyParts(remedy: string): RemedyPart[] {
  const pieces = remedy.split('`');
  const parts: RemedyPart[] = [];
  pieces.forEach((text, at) => {
    const closed = at % 2 === 1 && at < pieces.length - 1;
    const kind = closed && /\S\s+\S/.test(text) ? 'command' : 'words';
    const last = parts.at(-1);
    if (kind === 'words' && last?.kind === 'words') last.text += text;
    else parts.push({ kind, text });
  });
  // What is left behind a command that ends the sentence.
  return parts.filter(({ kind, text }) => kind === 'command' || !/^[\s.]*$/.test(text));
}
