import { expect, test } from '../support/bay.ts';

const host = 'pbweb1';

test('what is done by hand elsewhere is in the picture without a reload, and nothing else moves', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await lab.docker(1, 'network', 'create', 'byhand');
  try {
    await expect.poll(async () => (await bay.networkNames(host)).includes('byhand')).toBe(true);
    const network = await bay.networkId('byhand', host);
    await expect.poll(() => bay.drawn()).toContain(network);
    const elsewhere = await bay.containerId('m3', 'pbweb3');
    const place = await bay.place(elsewhere);

    await lab.docker(1, 'network', 'connect', 'byhand', 'hub');
    await expect.poll(() => bay.plugged('hub', 'byhand', host)).toBe(true);
    // A column came on host 1: what is on another shelf is where it was, and so it is when the column goes.
    expect(await bay.place(elsewhere)).toEqual(place);
    await lab.docker(1, 'network', 'disconnect', 'byhand', 'hub');
    await expect.poll(() => bay.plugged('hub', 'byhand', host)).toBe(false);
    await expect.poll(() => bay.place(elsewhere)).toEqual(place);
  } finally {
    await lab.docker(1, 'network', 'rm', 'byhand');
  }
  await expect.poll(async () => (await bay.networkNames(host)).includes('byhand')).toBe(false);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});

test('a stopped container’s connect, of which the engine tells nobody, is seen within the safety poll', async ({
  bay,
  lab,
}) => {
  await bay.open();
  await lab.docker(1, 'network', 'connect', 'back', 'gone');
  try {
    await expect.poll(() => bay.plugged('gone', 'back', host), { timeout: 20_000 }).toBe(true);
  } finally {
    await lab.docker(1, 'network', 'disconnect', 'back', 'gone');
  }
});

test('the search dims what it did not find and its hits can be walked with the keys', async ({
  page,
  bay,
}) => {
  await bay.open();
  await page.keyboard.press('/');
  await page.keyboard.type('192.168.64.10');
  const hits = page.getByRole('option');
  await expect(hits.filter({ hasText: 'web' }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const marked = page.locator('[role=option][aria-selected=true]');
  const name = (await marked.locator('.font-medium').first().textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name, exact: true })).toBeVisible();
});
