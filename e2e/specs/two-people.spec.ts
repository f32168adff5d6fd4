import type { Browser, Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { Bay, expect, test } from '../support/bay.ts';

const host = 'pbweb1';

interface Person {
  page: Page;
  bay: Bay;
}

/** Two people, each with a browser of their own, both looking at the picture. */
async function twoPeople(browser: Browser): Promise<[Person, Person]> {
  const open = async () => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    const bay = new Bay(page);
    await bay.open();
    return { page, bay };
  };
  return [await open(), await open()];
}

/** Whether the docker client finds a container on a network. */
async function isOn(lab: Lab, container: string, network: string): Promise<boolean> {
  const format = '{{json .NetworkSettings.Networks}}';
  const networks: object = JSON.parse(await lab.docker(1, 'container', 'inspect', '-f', format, container));
  return Object.hasOwn(networks, network);
}

async function networkNames(lab: Lab): Promise<string[]> {
  return (await lab.docker(1, 'network', 'ls', '--format', '{{.Name}}')).split(/\s+/).filter(Boolean);
}

/** How often the engine told of a container that joined or left, since a time in seconds. */
async function eventsOf(lab: Lab, action: string, network: string, since: number): Promise<number> {
  const until = `${Math.ceil(Date.now() / 1000)}`;
  const filters = [
    '--filter',
    'type=network',
    '--filter',
    `event=${action}`,
    '--filter',
    `network=${network}`,
  ];
  const told = await lab.docker(1, 'events', '--since', `${since}`, '--until', until, ...filters);
  return told.split('\n').filter(Boolean).length;
}

/** Opens the sheet that removes a network, by the palette. */
async function askToRemove(page: Page, network: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page
    .getByRole('dialog', { name: 'Commands' })
    .getByRole('combobox')
    .fill(`remove network ${network} ${host}`);
  await page.keyboard.press('Enter');
}

test.afterEach(async ({ lab }) => {
  if (await isOn(lab, 'db', 'front')) await lab.docker(1, 'network', 'disconnect', '-f', 'front', 'db');
  const names = await networkNames(lab);
  for (const name of ['shared', 'doomed'].filter((each) => names.includes(each))) {
    if (await isOn(lab, 'safe', name)) await lab.docker(1, 'network', 'disconnect', '-f', name, 'safe');
    await lab.docker(1, 'network', 'rm', name);
  }
});

test('both connect the same container: it is done once, and the other is told', async ({ browser, lab }) => {
  const [ann, bob] = await twoPeople(browser);
  for (const { bay } of [ann, bob]) await bay.clickCrossing('db', 'front', host);
  const sheets = [ann, bob].map(({ page }) => page.getByRole('dialog', { name: 'Connect db to front' }));
  for (const sheet of sheets) await expect(sheet).toContainText('docker network connect front db');
  const since = Math.floor(Date.now() / 1000);
  await Promise.all(
    sheets.map((sheet) => sheet.getByRole('button', { name: 'Connect', exact: true }).click()),
  );

  const told = [ann, bob].map(({ page }) => page.getByText('db is on front', { exact: true }));
  const refused = [ann, bob].map(({ page }) => page.getByText(/db is already on front/));
  // One of them did it, whoever came first; the other reads why there is nothing left to do.
  await expect.poll(async () => (await count(told)) + (await count(refused))).toBe(2);
  expect(await count(told)).toBe(1);
  expect(await count(refused)).toBe(1);
  expect(await isOn(lab, 'db', 'front')).toBe(true);
  expect(await eventsOf(lab, 'connect', 'front', since)).toBe(1);
  for (const { bay } of [ann, bob]) await expect.poll(() => bay.plugged('db', 'front', host)).toBe(true);
});

test('one disconnects while the other reads the same plan: the second is told before anything is done', async ({
  browser,
  lab,
}) => {
  await lab.docker(1, 'network', 'connect', 'front', 'db');
  const [ann, bob] = await twoPeople(browser);
  for (const { page, bay } of [ann, bob]) {
    await expect.poll(() => bay.plugged('db', 'front', host)).toBe(true);
    await bay.clickJack('db', 'front', host);
    await page.getByTestId('inspector').getByRole('button', { name: 'Disconnect db from front' }).click();
    await expect(page.getByRole('dialog', { name: 'Disconnect db from front' })).toContainText(
      'docker network',
    );
  }
  await ann.page.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(ann.page.getByText('db is off front', { exact: true })).toBeVisible();
  const sheet = bob.page.getByRole('dialog', { name: 'Disconnect db from front' });
  await expect(sheet).toContainText('db is not on front');
  const button = sheet.getByRole('button', { name: 'Disconnect', exact: true });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => bob.bay.plugged('db', 'front', host)).toBe(false);
  expect(await isOn(lab, 'db', 'front')).toBe(false);
  // What Ann did can still be undone, and Bob sees that, too.
  await ann.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => bob.bay.plugged('db', 'front', host)).toBe(true);
  expect(await isOn(lab, 'db', 'front')).toBe(true);
});

test('both remove the same network: it is removed once, and the other is told', async ({ browser, lab }) => {
  await lab.docker(1, 'network', 'create', 'doomed');
  const [ann, bob] = await twoPeople(browser);
  const sheets = [ann, bob].map(({ page }) => page.getByRole('dialog', { name: 'Remove doomed' }));
  for (const { page, bay } of [ann, bob]) {
    await expect.poll(() => bay.networkNames(host)).toContain('doomed');
    await askToRemove(page, 'doomed');
  }
  for (const sheet of sheets) await expect(sheet).toContainText('docker network rm doomed');
  const since = Math.floor(Date.now() / 1000);
  await Promise.all(
    sheets.map((sheet) => sheet.getByRole('button', { name: 'Remove', exact: true }).click()),
  );
  const told = [ann, bob].map(({ page }) => page.getByText('doomed is removed', { exact: true }));
  const refused = [ann, bob].map(({ page }) => page.getByText(/This network no longer exists/));
  await expect.poll(async () => (await count(told)) + (await count(refused))).toBe(2);
  expect(await count(told)).toBe(1);
  expect(await networkNames(lab)).not.toContain('doomed');
  expect(await eventsOf(lab, 'destroy', 'doomed', since)).toBe(1);
  for (const { bay } of [ann, bob]) await expect.poll(() => bay.networkNames(host)).not.toContain('doomed');
});

test('one connects to a network that the other is about to prune: it is kept, and the plan says what changed', async ({
  browser,
  lab,
}) => {
  for (const name of ['shared', 'doomed']) await lab.docker(1, 'network', 'create', name);
  const [ann, bob] = await twoPeople(browser);
  for (const { bay } of [ann, bob]) {
    await expect.poll(() => bay.networkNames(host)).toEqual(expect.arrayContaining(['shared', 'doomed']));
  }
  await bob.page.keyboard.press('Control+k');
  await bob.page.getByRole('combobox', { name: /^Find/ }).fill(`prune networks on ${host}`);
  await bob.page.keyboard.press('Enter');
  const sheet = bob.page.getByRole('dialog', { name: 'Prune networks' });
  await sheet.getByRole('checkbox', { name: /^spare/ }).uncheck();
  await expect(sheet).toContainText('docker network rm shared');
  await expect(sheet).toContainText('docker network rm doomed');

  await ann.page.keyboard.press('Control+k');
  await ann.page.keyboard.type('connect safe');
  await ann.page.keyboard.press('Enter');
  await ann.page.keyboard.type('shared');
  await ann.page.keyboard.press('Enter');
  const connect = ann.page.getByRole('dialog', { name: 'Connect safe to shared' });
  await expect(connect).toContainText('docker network connect shared safe');
  await Promise.all([
    connect.getByRole('button', { name: 'Connect', exact: true }).click(),
    sheet.getByRole('button', { name: /^Remove \d networks?$/ }).click(),
  ]);

  // Whoever came first, nothing was done that a plan did not say: the network has its member, or is gone.
  const connected = ann.page.getByText('safe is on shared', { exact: true });
  const late = connect.getByText(/no longer exists|shared/).filter({ hasText: /no longer exists/ });
  await expect.poll(async () => (await count([connected])) + (await count([late]))).toBe(1);
  const kept = (await networkNames(lab)).includes('shared');
  expect(await count([connected])).toBe(kept ? 1 : 0);
  if (kept) {
    expect(await isOn(lab, 'safe', 'shared')).toBe(true);
    await expect(sheet).toContainText('Things changed while you read.');
    await expect(sheet).not.toContainText('docker network rm shared');
    await sheet.getByRole('button', { name: 'Remove 1 network' }).click();
  }
  await expect(bob.page.getByText(/networks? removed$/)).toBeVisible();
  expect(await networkNames(lab)).not.toContain('doomed');
  await expect.poll(() => ann.bay.networkNames(host)).not.toContain('doomed');
});

async function count(locators: readonly { count(): Promise<number> }[]): Promise<number> {
  const counts = await Promise.all(locators.map((each) => each.count()));
  return counts.reduce((sum, each) => sum + Math.min(1, each), 0);
}
