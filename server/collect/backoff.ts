/**
 * How long to wait before the next attempt to reach an engine. Asking an engine that is down costs next to
 * nothing, and one that comes back should be seen within about two seconds; only after minutes of silence do
 * attempts become rare. The jitter keeps many hosts behind one broken link from returning in step.
 */
export function backoff(attempt: number, downFor: number, random: () => number): number {
  const longest = downFor < fiveMinutes ? 2_000 : 10_000;
  const base = Math.min(longest, 300 * 1.5 ** Math.min(attempt, 20));
  return Math.round(base * (0.8 + 0.4 * random()));
}

const fiveMinutes = 5 * 60_000;
