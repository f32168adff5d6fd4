/** A row of CSV (RFC 4180), with its line break. */
export function csvRow(values: readonly (string | number)[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

/**
 * A field of CSV. Spreadsheets run what begins like a formula, and names in it are other people's: an apostrophe
 * before it makes it text (OWASP, "CSV Injection").
 */
function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
