import type { Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { expect, labName, test } from '../support/bay.ts';
import { removeByPrefix } from '../support/network-cleanup.ts';

test.afterEach(async ({ lab }) => removeByPrefix(lab, 'rp-'));

const inspector = (page: Page) => page.getByTestId('inspector');

async function networksTable(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Networks/ }).click();
}

async function names(lab: Lab, index: number): Promise<string[]> {
  return (await lab.docker(index, 'network', 'ls', '--format', '{{.Name}}')).split('\n');
}

const networksOf = async (lab: Lab, index: number, container: string) =>
  Object.keys(
    JSON.parse(await lab.docker(index, 'inspect', '-f', '{{json .NetworkSettings.Networks}}', container)),
  );

test('a network with a member goes when the member leaves first, and both come back', async ({
  page,
  bay,
  lab,
}) => {
  await lab.docker(1, 'network', 'create', '--label', 'team=blue', 'rp-used');
  await lab.docker(1, 'run', '-d', '--name', 'rp-web', '--network', 'rp-used', 'busybox', 'sleep', '600');
  await bay.open();
  await page.getByRole('radio', { name: 'Table' }).check();
  await networksTable(page);
  await page.getByTestId('network-rp-used').click();
  await inspector(page).getByRole('button', { name: 'Remove…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Remove rp-used' });
  await expect(sheet.getByText(/rp-web is on rp-used: disconnect it first/)).toBeVisible();
  await sheet.getByLabel('Disconnect its one member first').check();
  await expect(sheet).toContainText('docker network disconnect rp-used rp-web');
  await expect(sheet).toContainText('docker network rm rp-used');
  await sheet.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('rp-used is removed', { exact: true })).toBeVisible();
  expect(await names(lab, 1)).not.toContain('rp-used');
  expect(await networksOf(lab, 1, 'rp-web')).not.toContain('rp-used');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('rp-used is back', { exact: true })).toBeVisible();
  expect(await networksOf(lab, 1, 'rp-web')).toContain('rp-used');
  expect(await lab.docker(1, 'network', 'inspect', '-f', '{{.Labels.team}}', 'rp-used')).toContain('blue');
});

test('several networks are ticked in the table and removed at once', async ({ page, bay, lab }) => {
  for (const name of ['rp-one', 'rp-two']) await lab.docker(1, 'network', 'create', name);
  await bay.open();
  await page.getByRole('radio', { name: 'Table' }).check();
  await networksTable(page);
  await page.getByLabel('Select rp-one').check();
  await page.getByLabel('Select rp-two').check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Remove…', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Remove 2 networks' });
  await sheet.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(sheet).toBeHidden();
  const left = await names(lab, 1);
  expect(left).not.toContain('rp-one');
  expect(left).not.toContain('rp-two');
  await expect(page.getByText('2 selected')).toBeHidden();
});

test('a prune takes what nobody uses and leaves what a stopped container needs', async ({
  page,
  bay,
  lab,
}) => {
  for (const name of ['rp-idle', 'rp-slept']) await lab.docker(3, 'network', 'create', name);
  await lab.docker(3, 'create', '--name', 'rp-asleep', '--network', 'rp-slept', 'busybox', 'sleep', '600');
  await bay.open();
  await page.getByRole('radio', { name: 'Table' }).check();
  await page.getByRole('tab', { name: /^Hosts/ }).click();
  await page.getByTestId(`host-${labName}3`).click();
  await inspector(page).getByRole('button', { name: 'Prune networks…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Prune networks' });
  await expect(sheet.getByLabel(/^rp-idle/)).toBeChecked();
  await expect(sheet.getByLabel(/^rp-slept/)).not.toBeChecked();
  await expect(sheet.getByText(/rp-asleep would not start without it/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Remove 1 network' }).click();
  await expect(page.getByText('1 network removed', { exact: true })).toBeVisible();
  const left = await names(lab, 3);
  expect(left).not.toContain('rp-idle');
  expect(left).toContain('rp-slept');
  await lab.docker(3, 'start', 'rp-asleep');
});

test('a container whose network is gone gets another and starts', async ({ page, bay, lab }) => {
  for (const name of ['rp-lost', 'rp-found']) await lab.docker(1, 'network', 'create', name);
  await lab.docker(1, 'create', '--name', 'rp-stuck', '--network', 'rp-lost', 'busybox', 'sleep', '600');
  await lab.docker(1, 'network', 'rm', 'rp-lost');
  await expect(lab.docker(1, 'start', 'rp-stuck')).rejects.toThrow();
  await bay.open();
  await page.getByRole('radio', { name: 'Table' }).check();
  await page.getByRole('tab', { name: /^Containers/ }).click();
  await page.getByTestId('container-rp-stuck').click();
  await inspector(page).getByRole('button', { name: 'Repair rp-stuck: replace rp-lost' }).click();
  const sheet = page.getByRole('dialog', { name: 'Repair rp-stuck' });
  await sheet.getByLabel('In place of rp-lost').selectOption({ label: 'rp-found (bridge)' });
  await sheet.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(page.getByText('rp-stuck can start again', { exact: true })).toBeVisible();
  await lab.docker(1, 'start', 'rp-stuck');
  expect(await networksOf(lab, 1, 'rp-stuck')).toEqual(['rp-found']);
});
