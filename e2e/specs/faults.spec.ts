import type { Page } from '@playwright/test';
import { expect, test } from '../support/bay.ts';

/** A host's line in the list of hosts. */
const line = (page: Page, host: string) =>
  page.getByRole('navigation', { name: 'Hosts' }).getByRole('button', { name: new RegExp(`^${host}\\b`) });

/** Notes from now on whenever one of these is drawn elsewhere; the answer gives how often that was. */
async function watchPlaces(page: Page, ids: string[]): Promise<() => Promise<number>> {
  await page.evaluate((things) => {
    const places = () => JSON.stringify(things.map((id) => window.patchbay?.graph.place(id) ?? 'gone'));
    const first = places();
    document.body.dataset.moves = '0';
    setInterval(() => {
      if (places() === first) return;
      document.body.dataset.moves = String(Number(document.body.dataset.moves) + 1);
    }, 50);
  }, ids);
  return () => page.evaluate(() => Number(document.body.dataset.moves));
}

test.afterEach(async ({ lab }) => {
  await lab.resume(3);
  await lab.link(3, 'up');
  await lab.start(2);
});

test('a killed, a frozen and a cut-off host say so with age and reason, keep their last state and heal without a reload', async ({
  page,
  bay,
  lab,
}) => {
  test.setTimeout(180_000);
  await bay.open();
  const before = await bay.topology();
  const onHost = (host: string) => Object.values(before.containers).filter((each) => each.hostId === host);
  const moves = await watchPlaces(
    page,
    ['pbweb1', 'pbweb3'].flatMap(onHost).map(({ id }) => id),
  );
  await page.evaluate(() => {
    document.title = 'not reloaded';
  });
  const isStale = async (host: string, reason: RegExp) => {
    await expect(line(page, host)).toContainText(/stale · \d+ (s|min)/);
    await expect(line(page, host)).toContainText(reason);
    await expect(line(page, 'pbweb1')).toContainText('live');
    const { containers } = await bay.topology();
    const kept = Object.values(containers).filter((each) => each.hostId === host);
    expect(kept.map(({ id }) => id)).toEqual(onHost(host).map(({ id }) => id));
    expect(kept).not.toHaveLength(0);
    expect(await bay.drawn()).toEqual(expect.arrayContaining(kept.map(({ id }) => id)));
  };

  await lab.kill(2);
  await isStale('pbweb2', /Nothing listens at .*Start the engine there/);
  await lab.pause(3);
  await isStale('pbweb3', /does not answer \(waited 2 s\)/);
  await lab.resume(3);
  await expect(line(page, 'pbweb3')).toContainText('live');
  await lab.link(3, 'down');
  await isStale('pbweb3', /does not answer|no route/);
  await lab.link(3, 'up');
  await expect(line(page, 'pbweb3')).toContainText('live');
  // Of what goes on there nothing has changed, and on the first host nothing was ever disturbed.
  expect(await moves()).toBe(0);

  await lab.start(2);
  await expect(line(page, 'pbweb2')).toContainText('live');
  await expect(line(page, 'pbweb2')).not.toContainText('Nothing listens');
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
