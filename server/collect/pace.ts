/** The collector's times, in milliseconds. */
export interface Pace {
  /** Between a ping's answer and the next ping. With the ping's own deadline (2 s) a freeze shows within 5 s. */
  heartbeat: number;
  /** From an event to a list read; what the event names is inspected without waiting. */
  debounce: number;
  /** How long what one event names is waited for, to be shown at once. */
  together: number;
  /** How long an inspect counts more than a list. */
  settle: number;
  /** From the last event to the list read that confirms everything; longer than `settle`. */
  trailing: number;
  /** The trailing read is put off by further events no longer than this. */
  trailingAtMost: number;
  /** Between list reads when nothing happens: some changes send no event. */
  poll: number;
  /** The same where the engine tells of few changes, or of none. */
  pollWithoutEvents: number;
  /** Between reads of `/info`. */
  info: number;
  /** How old an event stream may get. */
  recycle: number;
  /** A session that ends sooner is followed by a pause. */
  shortSession: number;
}

export const usualPace: Pace = {
  heartbeat: 2_500,
  debounce: 150,
  together: 100,
  settle: 900,
  trailing: 1_000,
  trailingAtMost: 3_000,
  poll: 12_000,
  pollWithoutEvents: 4_000,
  info: 60_000,
  recycle: 5 * 60_000,
  shortSession: 5_000,
};
