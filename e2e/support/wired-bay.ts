import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab } from '../lab/lab.ts';
import { Bay, test as base, labName } from './bay.ts';
import { startPatchbay } from './patchbay.ts';

/**
 * Tests with a Patchbay that reads the shared lab through its engines' sockets: so it shares the hosts' kernel, and
 * reads their wires, too.
 */
export const test = base.extend<object, { wiredUrl: string }>({
  wiredUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here, also an empty one.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'patchbay-wired-'));
      const config = join(folder, 'patchbay.yaml');
      writeFileSync(config, openLab({ name: labName }).config('unix'));
      const patchbay = await startPatchbay({ config });
      await use(patchbay.url);
      await patchbay.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  bay: async ({ page, wiredUrl }, use) => {
    const bay = new Bay(page, wiredUrl);
    await base.expect
      .poll(async () => Object.values((await bay.topology()).hosts).map(({ wires }) => wires?.state), {
        timeout: 30_000,
      })
      .toEqual(['live', 'live', 'live']);
    await use(bay);
  },
});

export { expect } from './bay.ts';
