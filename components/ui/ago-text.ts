const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time in one short unit: `12 s`, `3 min`, `5 h`, `2 d`. */
export function spanText(ms: number): string {
  // A server's clock may be ahead of the browser's: that is no age.
  const span = Math.max(0, ms);
  if (span < minute) return `${Math.floor(span / second)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span < day) return `${Math.floor(span / hour)} h`;
  return `${Math.floor(span / day)} d`;
}

/** A time of day such as `12:31:05`, in the browser's own zone. */
export function clockText(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => `${part}`.padStart(2, '0'))
    .join(':');
}

/** A date and time such as `2026-11-20 12:31:05`, in the browser's own zone; the text itself if it is none. */
export function dateText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${day.map((part) => `${part}`.padStart(2, '0')).join('-')} ${clockText(date.getTime())}`;
}
