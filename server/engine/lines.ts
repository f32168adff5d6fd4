/** Cuts a stream of text chunks into lines: a chunk can hold several, or a part of one. */
export function createLineSplitter(longest: number): (chunk: string) => string[] {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > longest) throw new Error(`a line of more than ${longest} characters`);
    return parts.map((line) => line.trim()).filter((line) => line !== '');
  };
}
