import { openLab } from '../lab/lab.ts';
import { labName } from './bay.ts';
import { startPatchbay } from './patchbay.ts';

/** A swarm of three real hosts with a scene on them and a Patchbay that reads them; all gone at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const lab = openLab({ name: labName });
  // What a run that was killed may have left.
  await lab.down();
  try {
    await lab.up(3, { swarm: true, tcp: true });
    await lab.scene('basic');
    const patchbay = await startPatchbay({ config: lab.configFile });
    process.env.PATCHBAY_URL = patchbay.url;
    return async () => {
      await patchbay.stop();
      await lab.down();
    };
  } catch (error) {
    await lab.down();
    throw error;
  }
}
