import { expect, test } from '../support/bay.ts';

const host = 'pbweb1';

test.afterEach(async ({ lab }) => {
  // What a failed test left plugged in would be in the next one's way.
  const members = await lab.docker(
    1,
    'network',
    'inspect',
    '-f',
    '{{range .Containers}}{{.Name}} {{end}}',
    'front',
  );
  if (members.split(' ').includes('db')) await lab.docker(1, 'network', 'disconnect', 'front', 'db');
});

test('a click connects, a click disconnects, and undo brings back the address and the alias', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await expect(lab.docker(1, 'exec', 'dns', 'ping', '-c1', '-W2', 'db')).rejects.toThrow();

  await bay.clickCrossing('db', 'front', host);
  const sheet = page.getByRole('dialog', { name: 'Connect db to front' });
  await expect(sheet).toContainText('docker network connect front db');
  await sheet.getByLabel('IPv4 address').fill('192.168.64.50');
  await sheet.getByLabel('Aliases').fill('store');
  await expect(sheet).toContainText('docker network connect --ip 192.168.64.50 --alias store front db');
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('db is on front', { exact: true })).toBeVisible();
  await lab.docker(1, 'exec', 'dns', 'ping', '-c1', '-W2', 'db');
  await lab.docker(1, 'exec', 'dns', 'ping', '-c1', '-W2', 'store');

  await bay.clickJack('db', 'front', host);
  const inspector = page.getByTestId('inspector');
  await expect(inspector).toContainText('192.168.64.50');
  await inspector.getByRole('button', { name: /Disconnect/ }).click();
  const farewell = page.getByRole('dialog', { name: 'Disconnect db from front' });
  await expect(farewell).toContainText('docker network disconnect front db');
  await expect(farewell).toContainText('store');
  await farewell.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByText('db is off front', { exact: true })).toBeVisible();
  await expect(lab.docker(1, 'exec', 'dns', 'ping', '-c1', '-W2', 'store')).rejects.toThrow();

  // The way back from the connect went with it: only one undo is offered.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('db is back on front', { exact: true })).toBeVisible();
  const format = '{{with .NetworkSettings.Networks.front}}{{.IPAddress}} {{.Aliases}}{{end}}';
  const back = await lab.docker(1, 'container', 'inspect', '-f', format, 'db');
  expect(back).toContain('192.168.64.50');
  expect(back).toContain('store');
  await lab.docker(1, 'exec', 'dns', 'ping', '-c1', '-W2', 'store');
});

test('a taken address is refused at its field, before anything is done, and nothing typed is lost', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await bay.clickCrossing('db', 'front', host);
  const sheet = page.getByRole('dialog', { name: 'Connect db to front' });
  await sheet.getByLabel('Aliases').fill('store');
  await sheet.getByLabel('IPv4 address').fill('192.168.64.10');
  await expect(sheet.getByText('192.168.64.10 is in use by web.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeVisible();
  await expect(sheet.getByLabel('IPv4 address')).toHaveValue('192.168.64.10');
  await expect(sheet.getByLabel('Aliases')).toHaveValue('store');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const members = await lab.docker(
    1,
    'network',
    'inspect',
    '-f',
    '{{range .Containers}}{{.Name}} {{end}}',
    'front',
  );
  expect(members.split(' ')).not.toContain('db');
});

test('a crossing that can’t be says why, and a click opens no sheet', async ({ page, bay }) => {
  await bay.open();
  await bay.clickCrossing('hosty', 'front', host);
  await expect(page.getByText('hosty can’t join front')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a worker’s container joins an overlay which the manager holds', async ({ page, bay, lab }) => {
  await bay.open();
  await bay.clickCrossing('shop-db-1', 'mesh', 'pbweb2');
  const sheet = page.getByRole('dialog', { name: 'Connect shop-db-1 to mesh' });
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('shop-db-1 is on mesh', { exact: true })).toBeVisible();
  await lab.docker(1, 'exec', 'm1', 'ping', '-c1', '-W2', 'shop-db-1');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('shop-db-1 is off mesh again', { exact: true })).toBeVisible();
  await expect(lab.docker(1, 'exec', 'm1', 'ping', '-c1', '-W2', 'shop-db-1')).rejects.toThrow();
});

test('an undo that somebody did by hand meanwhile is told as done, not as a failure', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await bay.clickCrossing('db', 'front', host);
  const sheet = page.getByRole('dialog', { name: 'Connect db to front' });
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('db is on front', { exact: true })).toBeVisible();
  await lab.docker(1, 'network', 'disconnect', 'front', 'db');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Already undone', { exact: true })).toBeVisible();
  await expect(page.getByText('Undo failed')).toBeHidden();
});
