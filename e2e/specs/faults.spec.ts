import type { Page } from '@playwright/test';
import { expect, test } from '../support/bay.ts';

/** A host's line in the list of hosts. */
const line = (page: Page, host: string) =>
  page.getByRole('navigation', { name: 'Hosts' }).getByRole('button', { name: new RegExp(`^${host}\\b`) });

test.afterEach(async ({ lab }) => {
  await lab.resume(3);
  await lab.start(2);
});

test('a killed and a frozen engine go stale with the reason, keep their last state and heal without a reload', async ({
  page,
  bay,
  lab,
}) => {
  test.setTimeout(120_000);
  await bay.open();
  const before = await bay.topology();
  const ofHost = (host: string) =>
    Object.values(before.containers).filter((each) => each.hostId === host).length;
  await page.evaluate(() => {
    document.title = 'not reloaded';
  });

  await lab.kill(2);
  await expect(line(page, 'pbweb2')).toContainText('stale');
  await expect(line(page, 'pbweb2')).toContainText('Nothing listens at');
  await lab.pause(3);
  await expect(line(page, 'pbweb3')).toContainText('stale');
  await expect(line(page, 'pbweb3')).toContainText(/answer/i);
  await expect(line(page, 'pbweb1')).toContainText('live');

  const during = await bay.topology();
  for (const host of ['pbweb2', 'pbweb3']) {
    expect(ofHost(host)).toBeGreaterThan(0);
    expect(Object.values(during.containers).filter((each) => each.hostId === host)).toHaveLength(
      ofHost(host),
    );
  }
  expect(await bay.drawn()).toEqual(expect.arrayContaining(Object.keys(during.containers)));

  await lab.resume(3);
  await expect(line(page, 'pbweb3')).toContainText('live');
  await lab.start(2);
  await expect(line(page, 'pbweb2')).toContainText('live');
  // The restart ended its containers: the picture must say so.
  const up = (await lab.docker(2, 'ps', '-q', '--no-trunc')).split('\n').filter(Boolean);
  await expect
    .poll(async () => {
      const containers = Object.values((await bay.topology()).containers);
      return containers.filter((each) => each.hostId === 'pbweb2' && each.state === 'running').length;
    })
    .toBe(up.length);
  expect(await page.title()).toBe('not reloaded');
  await lab.scene('basic');
});
