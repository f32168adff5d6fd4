const most = 5;

/** "a", "a and b", "a, b and c"; a long list ends in "and 12 more". */
export function listed(names: readonly string[], joint: 'and' | 'or' = 'and'): string {
  if (names.length > most + 1) {
    return `${names.slice(0, most).join(', ')} ${joint} ${names.length - most} more`;
  }
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** Each once, in the order of their first appearance. */
export function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
