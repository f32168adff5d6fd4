import { openLab } from '../lab/lab.ts';
import { withLock } from '../lab/lock.ts';
import { labName } from './bay.ts';
import { startPatchbay } from './patchbay.ts';

/** How long a run waits for another one on this machine, in another checkout, to be done with the lab. */
const patience = 15 * 60_000;

/** A swarm of three real hosts with a scene on them and a Patchbay that reads them; all gone at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const release = await holdLock();
  const lab = openLab({ name: labName });
  const end = async () => {
    await lab.down();
    await release();
  };
  // What a run that was killed may have left.
  await lab.down();
  try {
    await lab.up(3, { swarm: true, tcp: true });
    await lab.scene('basic');
    const patchbay = await startPatchbay({ config: lab.configFile });
    process.env.PATCHBAY_URL = patchbay.url;
    return async () => {
      await patchbay.stop();
      await end();
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Holds the lock of the browser tests until what it gives is called. */
async function holdLock(): Promise<() => Promise<void>> {
  const done = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const lock = withLock(
    'browser tests',
    () => {
      held.resolve();
      return done.promise;
    },
    patience,
  );
  await Promise.race([held.promise, lock]);
  return () => {
    done.resolve();
    return lock;
  };
}
