import { writeWhole } from '../lab/files.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { patchbayConfig } from '../lab/patchbay-config.ts';
import { expect, test } from '../support/bay.ts';
import { type RunningPatchbay, startPatchbay } from '../support/patchbay.ts';

/** Overlays on a key-value store, on hosts of their own: engines have a store or a swarm. Two of three hosts are read. */
const name = 'pbstore';
const [first, second] = [`${name}1`, `${name}2`] as const;
const shared = process.env.PATCHBAY_URL;
let own: Lab;
let patchbay: RunningPatchbay | undefined;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  own = openLab({ name });
  await own.down();
  await own.up(3, { store: true });
  await own.scene('store');
  writeWhole(own.configFile, patchbayConfig(own.hosts().slice(0, 2), 'unix'));
  patchbay = await startPatchbay({ config: own.configFile });
  process.env.PATCHBAY_URL = patchbay.url;
});

test.afterAll(async () => {
  await patchbay?.stop();
  await own.down();
  if (shared !== undefined) process.env.PATCHBAY_URL = shared;
});

test('a network of a key-value store is one over its hosts, with each member once', async ({ page, bay }) => {
  await bay.open('/#view=picture');
  const wide = await bay.networkId('wide', first);
  expect(await bay.networkId('wide', second)).toBe(wide);
  for (const [container, host] of [
    ['far1', first],
    ['both', first],
    ['unborn', first],
    ['far2', second],
    ['halted', second],
  ] as const) {
    expect(await bay.plugged(container, 'wide', host)).toBe(true);
  }
  const { endpoints } = await bay.topology();
  const remote = Object.values(endpoints).filter(({ role }) => role === 'remote');
  expect(remote.map(({ name: of }) => of)).toEqual(['far3']);
  expect(await bay.drawn()).toEqual(expect.arrayContaining([wide, ...remote.map(({ id }) => id)]));

  await page.goto(`${process.env.PATCHBAY_URL}/#view=picture&network=${encodeURIComponent(wide)}`);
  const said = page.getByTestId('network-behaviour');
  await expect(said).toContainText(/key-value store that they share \(etcd:\/\//);
  await expect(page.getByText('global scope')).toBeVisible();
  // What is read on demand finds the network by its id.
  await expect(page.getByText('Created', { exact: true })).toBeVisible();
});

test('a store that is gone leaves the last known, marked, and changes wait until it is back', async ({
  page,
  bay,
}) => {
  test.setTimeout(180_000);
  await bay.open('/#view=picture');
  const before = (await bay.drawn()).sort();
  const wide = await bay.networkId('wide', first);
  const far1 = await bay.containerId('far1', first);
  await page.goto(`${process.env.PATCHBAY_URL}/#view=picture&network=${encodeURIComponent(wide)}`);
  await expect(page.getByText('global scope')).toBeVisible();
  await page.evaluate(() => {
    document.title = 'not reloaded';
  });
  const hosts = page.getByRole('navigation', { name: 'Hosts' });
  const silent = hosts.getByText('Its key-value store does not answer.');
  try {
    await own.etcd('kill');
    await expect(silent).toHaveCount(2, { timeout: 60_000 });
    await expect(page.getByText('last known', { exact: true })).toBeVisible();
    await expect(page.getByTestId('network-behaviour')).toContainText('no engine lists the network');
    expect((await bay.drawn()).sort()).toEqual(before);
    const reply = await page.request.post(`${process.env.PATCHBAY_URL}/api/v1/actions/plan`, {
      headers: { origin: process.env.PATCHBAY_URL ?? '' },
      data: { action: { kind: 'disconnect', networkId: wide, containerId: far1 } },
    });
    expect(reply.ok()).toBe(false);
    expect(await reply.text()).toContain('store-silent');
  } finally {
    await own.etcd('start');
  }
  await expect(silent).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByText('last known', { exact: true })).toHaveCount(0);
  expect((await bay.drawn()).sort()).toEqual(before);
  expect(await page.title()).toBe('not reloaded');
});
