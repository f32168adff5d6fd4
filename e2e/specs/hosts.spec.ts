import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/bay.ts';
import { startPatchbay } from '../support/patchbay.ts';

const list = (page: Page) => page.getByRole('navigation', { name: 'Hosts' });
const inspector = (page: Page) => page.getByTestId('inspector');
const url = (page: Page) => page.getByRole('textbox', { name: 'URL' });

/** The URLs in this lab's configuration are tcp; by its socket a host is the same daemon again. */
const socketOf = (lab: { hosts(): { index: number; socket: string }[] }, index: number) =>
  `unix://${lab.hosts().find((host) => host.index === index)?.socket}`;

test.afterEach(async ({ page }) => {
  const hosts = new URL('/api/v1/hosts', process.env.PATCHBAY_URL).href;
  const body: { hosts: { id: string; origin: string }[] } = await (await page.request.get(hosts)).json();
  for (const { id, origin } of body.hosts) {
    if (origin === 'stored') await page.request.delete(`${hosts}/${id}`, { data: {} });
  }
});

test('a host is tested, added, renamed and removed; what was typed outlives faults', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await list(page).getByRole('button', { name: 'Add host' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add host' });
  await sheet.getByLabel('Name').fill('pbweb1');
  await url(page).fill('docker.sock');
  await sheet.getByRole('button', { name: 'Add host' }).click();
  await expect(sheet.getByText('There is a host with this name already.')).toBeVisible();
  await expect(sheet.getByText('is not a URL')).toBeVisible();
  await expect(sheet.getByLabel('Name')).toBeFocused();
  await expect(sheet.getByLabel('Name')).toHaveValue('pbweb1');
  await expect(url(page)).toHaveValue('docker.sock');

  await url(page).fill('unix:///nowhere/docker.sock');
  await sheet.getByRole('button', { name: 'Test' }).click();
  await expect(sheet.getByRole('status')).toContainText('There is no socket at /nowhere/docker.sock');
  await url(page).fill(socketOf(lab, 2));
  await sheet.getByRole('button', { name: 'Test' }).click();
  const found = sheet.getByRole('status');
  const version = (await lab.docker(2, 'info', '-f', '{{.ServerVersion}}')).trim();
  const containers = (await lab.docker(2, 'ps', '-aq')).split('\n').filter(Boolean).length;
  await expect(found).toContainText(`Docker ${version}`);
  await expect(found).toContainText(`${containers} containers`);
  await expect(found).toContainText('worker');
  await expect(found).toContainText('same Docker daemon as pbweb2');

  await sheet.getByLabel('Name').fill('Second way');
  await sheet.getByRole('button', { name: 'Add host' }).click();
  await expect(inspector(page).getByRole('heading', { name: 'Second way' })).toBeVisible();
  await expect(list(page).getByRole('button', { name: /^Second way/ })).toContainText('live');
  await expect(inspector(page)).toContainText('same Docker daemon as pbweb2');
  await expect.poll(() => bay.drawn()).toContain('second-way');
  await list(page)
    .getByRole('button', { name: /^pbweb2/ })
    .click();
  await expect(inspector(page)).toContainText('same Docker daemon as Second way');

  await page.getByRole('button', { name: 'Actions for Second way' }).click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  await page.getByRole('dialog', { name: 'Edit Second way' }).getByLabel('Name').fill('Other way');
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { name: 'Other way' })).toBeVisible();
  expect(await bay.drawn()).toContain('second-way');

  await inspector(page).getByRole('button', { name: 'Remove…' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove Other way' });
  await expect(removal).toContainText('Nothing is changed on the host itself');
  await removal.getByRole('button', { name: 'Remove' }).click();
  await expect(list(page).getByRole('button', { name: /^Other way/ })).toHaveCount(0);
  await expect.poll(() => bay.drawn()).not.toContain('second-way');
  await list(page)
    .getByRole('button', { name: /^pbweb2/ })
    .click();
  await expect(page.getByText('same Docker daemon')).toHaveCount(0);
});

test('a host of the configuration says so, and can be tested but not changed', async ({ page, bay, lab }) => {
  await bay.open();
  await page.getByRole('button', { name: 'Actions for pbweb1' }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toContainText('from patchbay.yaml, change it there');
  for (const name of [/^Edit/, /^Remove/]) {
    await expect(menu.getByRole('menuitem', { name })).toHaveAttribute('aria-disabled', 'true');
  }
  await menu.getByRole('menuitem', { name: 'Test…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Test pbweb1' });
  await expect(sheet).toContainText('manager');
  await expect(sheet).toContainText('reached over plain TCP');
  await page.keyboard.press('Escape');
  await lab.pause(1);
  try {
    await page.getByRole('button', { name: 'Actions for pbweb1' }).click();
    await menu.getByRole('menuitem', { name: 'Test…' }).click();
    await expect(sheet.getByRole('status')).toContainText('does not answer');
  } finally {
    await lab.resume(1);
  }
  await sheet.getByRole('button', { name: 'Test again' }).click();
  await expect(sheet.getByRole('status')).toContainText('It answers');
});

test('by keyboard alone, on a phone: a host is added and removed', async ({ page, bay, lab }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await bay.open('/#view=picture');
  await page.getByRole('radio', { name: 'Table' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('tab', { name: /^Hosts/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add host' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('by hand');
  await page.keyboard.press('Tab');
  await page.keyboard.type(socketOf(lab, 3));
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { name: 'by hand' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await inspector(page).getByRole('button', { name: 'Remove…' }).focus();
  await page.keyboard.press('Enter');
  const remove = page.getByRole('dialog', { name: 'Remove by hand' }).getByRole('button', { name: 'Remove' });
  await expect(remove).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('by hand is removed')).toBeVisible();
  await expect(page.getByTestId('host-by hand')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add host' })).toBeFocused();
});

test('with no host the page offers to add one, and does so again when the last is gone', async ({
  page,
  lab,
}, info) => {
  const config = info.outputPath('none.yaml');
  writeFileSync(config, 'hosts: []\n');
  const own = await startPatchbay({ config });
  try {
    await page.goto(own.url);
    await expect(page.getByRole('heading', { name: 'No Docker host yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('first');
    await url(page).fill(socketOf(lab, 3));
    await page.keyboard.press('Enter');
    await expect(inspector(page).getByRole('heading', { name: 'first' })).toBeVisible();
    await expect(inspector(page)).toBeFocused();
    await inspector(page).getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('heading', { name: 'No Docker host yet' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add host' })).toBeFocused();
  } finally {
    await own.stop();
  }
});
