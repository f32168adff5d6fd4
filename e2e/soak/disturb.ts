import type { Lab } from '#e2e/lab/lab.ts';
import { type Ground, pause } from './ground.ts';

/** Something that happens to a host, and its end. */
interface Disturbance {
  begin(lab: Lab, host: number): Promise<void>;
  end(lab: Lab, host: number): Promise<void>;
}

const disturbances: Record<string, Disturbance> = {
  'engine killed': { begin: (lab, host) => lab.kill(host), end: (lab, host) => lab.start(host) },
  'engine frozen': { begin: (lab, host) => lab.pause(host), end: (lab, host) => lab.resume(host) },
  'uplink cut': {
    begin: (lab, host) => lab.link(host, 'down'),
    end: (lab, host) => lab.link(host, 'up'),
  },
  'engine stopped': { begin: (lab, host) => lab.stop(host), end: (lab, host) => lab.start(host) },
};

export const kindsOfDisturbance = Object.keys(disturbances);

/** Disturbs one host in every way, one after the other, until it is enough. */
export async function disturb({ lab, tally, signal, disturbed: host }: Ground): Promise<void> {
  for (let number = 0; !signal.aborted; number++) {
    const what = kindsOfDisturbance[number % kindsOfDisturbance.length] ?? '';
    try {
      // One that did not come back the last time gets another chance.
      await lab.start(host);
      await disturbances[what]?.begin(lab, host);
      // Longer than it takes to be noticed, and than most deadlines of what was under way.
      await pause(10_000, signal);
      await disturbances[what]?.end(lab, host);
      // Containers end with an engine that starts: the scene brings them back.
      if (!signal.aborted) await lab.scene('basic');
      tally.count(what);
    } catch (error) {
      tally.blame(what, error);
    }
    await pause(15_000, signal);
  }
}
