import type { Page } from '@playwright/test';
import { expect, test } from '../support/bay.ts';

/** Presses Tab until what has the focus is what is looked for. */
async function tabTo(page: Page, description: string, found: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await found()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never led to ${description}.`);
}

const focused = (page: Page, read: 'testId' | 'text' | 'type') =>
  page.evaluate((what) => {
    const element = document.activeElement;
    if (what === 'testId') return element?.getAttribute('data-testid') ?? '';
    return what === 'type' ? (element?.getAttribute('type') ?? '') : (element?.textContent ?? '');
  }, read);

test('by keyboard alone: from the picture to the table, a container connected, and undone', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await tabTo(page, 'the view switch', async () => (await focused(page, 'type')) === 'radio');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /^Containers/ })).toBeVisible();

  await tabTo(page, 'the rows', async () => (await focused(page, 'testId')).startsWith('container-'));
  for (let rows = 0; rows < 40 && (await focused(page, 'testId')) !== 'container-safe'; rows++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(page.getByTestId('container-safe')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name: 'safe' })).toBeVisible();

  await page.getByTestId('container-safe').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  const item = menu.getByRole('menuitem', { name: /^back/ });
  for (
    let items = 0;
    items < 20 && !(await item.evaluate((each) => each === document.activeElement));
    items++
  ) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Connect safe to back' });
  await expect(sheet).toContainText('docker network connect back safe');
  await page.keyboard.press('Enter');
  await expect(page.getByText('safe is on back', { exact: true })).toBeVisible();
  await lab.docker(1, 'exec', 'safe', 'ping', '-c1', '-W2', 'db');

  await page.keyboard.press('F6');
  await tabTo(page, 'Undo', async () => (await focused(page, 'text')) === 'Undo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('safe is off back again', { exact: true })).toBeVisible();
  const networks = await lab.docker(
    1,
    'container',
    'inspect',
    '-f',
    '{{json .NetworkSettings.Networks}}',
    'safe',
  );
  expect(Object.keys(JSON.parse(networks))).toEqual(['vault']);
});
