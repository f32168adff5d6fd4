import type { Lab } from '#e2e/lab/lab.ts';
import { type Ground, pause } from './ground.ts';

/** What is done to a host, and how it is undone. Containers end with a killed engine: the scene brings them back. */
const disturbances: Record<string, (lab: Lab, host: number) => Promise<void>> = {
  'engine killed': (lab, host) => lab.kill(host),
  'engine frozen': (lab, host) => lab.pause(host),
  'uplink cut': (lab, host) => lab.link(host, 'down'),
  'engine stopped': (lab, host) => lab.stop(host),
};

export const kindsOfDisturbance = Object.keys(disturbances);

/** Disturbs one host in every way, one after the other, until it is enough. */
export async function disturb(ground: Ground): Promise<void> {
  const { lab, tally, signal, disturbed: host } = ground;
  for (let number = 0; !signal.aborted; number++) {
    const what = kindsOfDisturbance[number % kindsOfDisturbance.length] ?? '';
    try {
      await disturbances[what]?.(lab, host);
      // Longer than it takes to be noticed, and longer than the deadlines of what was under way.
      await pause(10_000, signal);
      await heal(lab, host);
      tally.count(what);
    } catch (error) {
      tally.blame(what, error);
    }
    await pause(15_000, signal);
  }
}

/** Undoes whatever was done to a host. */
export async function heal(lab: Lab, host: number): Promise<void> {
  await lab.link(host, 'up');
  // Goes on if it is frozen.
  await lab.start(host);
  await lab.scene('basic');
}
