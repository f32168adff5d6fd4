/** A part of what the helper's script prints: the words after the mark, and the lines up to the next one. */
export interface Section {
  name: string;
  words: string[];
  text: string;
}

/**
 * Splits what the script printed. Only a line that begins with the mark begins a section; what stands before the first
 * is nothing of ours.
 */
export function splitSections(printed: string, mark: string): Section[] {
  const [, ...parts] = `\n${printed}`.split(`\n${mark} `);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    const head = end < 0 ? part : part.slice(0, end);
    const [name = '', ...words] = head.split(' ');
    return { name, words, text: end < 0 ? '' : part.slice(end + 1) };
  });
}
