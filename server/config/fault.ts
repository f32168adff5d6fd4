/** One thing that is wrong with the configuration: where, what, and what to do about it. */
export interface ConfigFault {
  /** A file's path, or `environment`. */
  source: string;
  /** The key's path in the file (`hosts[1].url`), or the variable's name; empty for the whole source. */
  key: string;
  message: string;
  remedy: string;
}

/** A fault as one line for the terminal. */
export function describeFault(fault: ConfigFault): string {
  const place = fault.key ? `${fault.source}: ${fault.key}` : fault.source;
  return `${place}: ${fault.message} ${fault.remedy}`;
}

/** A path into the file as people write it: `hosts[1].url`. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}
