import { expect, test } from '../support/bay.ts';
import { startPatchbay } from '../support/patchbay.ts';

test('a restart of the server is told, keeps the picture, and resyncs by itself', async ({
  page,
  bay,
  lab,
}) => {
  let patchbay = await startPatchbay({ config: lab.configFile });
  const port = Number(new URL(patchbay.url).port);
  try {
    await bay.open(patchbay.url);
    await expect(page.getByTestId('stream-state')).toHaveAttribute('data-state', 'live');
    const drawn = (await bay.drawn()).sort();
    await page.evaluate(() => {
      document.title = 'not reloaded';
    });

    await patchbay.stop();
    await expect(page.getByTestId('stream-state')).toHaveAttribute('data-state', 'reconnecting');
    await expect(page.getByText(/as of/)).toBeVisible();
    expect((await bay.drawn()).sort()).toEqual(drawn);

    patchbay = await startPatchbay({ config: lab.configFile, port });
    await expect(page.getByTestId('stream-state')).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await expect.poll(async () => (await bay.drawn()).sort()).toEqual(drawn);
    expect(await page.title()).toBe('not reloaded');
  } finally {
    await patchbay.stop();
  }
});
