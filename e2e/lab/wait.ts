import { setTimeout as sleep } from 'node:timers/promises';

/** Polls `check` until it gives something truthy, or gives undefined after `timeout` milliseconds. */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  timeout: number,
  interval = 50,
): Promise<T | undefined> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (performance.now() > deadline) return undefined;
    await sleep(interval);
  }
}
