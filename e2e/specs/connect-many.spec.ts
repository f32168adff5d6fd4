import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { expect, test } from '../support/bay.ts';

const host = 'pbweb1';

/** The containers on a network, as the docker client tells. */
async function membersOf(lab: Lab, index: number, network: string): Promise<string[]> {
  const format = '{{range .Containers}}{{.Name}} {{end}}';
  const told = await lab.docker(index, 'network', 'inspect', '-f', format, network);
  return told.split(/\s+/).filter(Boolean).sort();
}

/** Takes these off a network, as far as they are on it. */
async function leave(lab: Lab, index: number, network: string, names: readonly string[]): Promise<void> {
  const members = await membersOf(lab, index, network);
  for (const name of names.filter((each) => members.includes(each)))
    await lab.docker(index, 'network', 'disconnect', '-f', network, name);
}

/** Takes everybody off a network. */
async function clear(lab: Lab, index: number, network: string): Promise<void> {
  await leave(lab, index, network, await membersOf(lab, index, network));
}

async function connectAll(page: Page, title: string): Promise<void> {
  const sheet = page.getByRole('dialog', { name: title });
  await expect(sheet).toContainText('docker network connect');
  await sheet.getByRole('button', { name: /^Connect \d+ containers?$/ }).click();
  await expect(sheet).toBeHidden();
}

const bar = (page: Page) => page.getByRole('region', { name: 'Picked containers' });

/** Containers of the first host that are not on the overlay. */
const meshed = ['admin', 'db', 'dns', 'hub', 'plain', 'safe', 'sixer'];

/** Ends the slowness of an engine, also where a test failed in it. */
let slowing: () => Promise<void> = async () => undefined;

test.afterEach(async ({ lab, bay }) => {
  await slowing();
  await lab.resume(1);
  await clear(lab, 1, 'spare');
  await leave(lab, 1, 'mesh', meshed);
  // The next test finds the picture at rest: a column that goes moves what is beside it.
  const spare = await bay.networkId('spare', host);
  await expect
    .poll(async () =>
      Object.values((await bay.topology()).endpoints).some((each) => each.networkId === spare),
    )
    .toBe(false);
});

test('shift-clicked rows are connected together, one that can’t join is told, and undo takes them off', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  for (const name of ['db', 'safe', 'hosty']) await bay.shiftClick(name, host);
  await expect(bar(page)).toContainText('3 containers picked');
  await expect(page.getByRole('status').getByText('3 containers picked')).toBeAttached();
  // Once more lets go, and nothing was selected by all this.
  await bay.shiftClick('dns', host);
  await expect(bar(page)).toContainText('4 containers picked');
  await bay.shiftClick('dns', host);
  await expect(bar(page)).toContainText('3 containers picked');
  await expect(page.getByTestId('inspector')).toBeHidden();

  await bar(page)
    .getByRole('button', { name: /^Connect/ })
    .click();
  const item = page.getByRole('menuitem', { name: /^spare/ });
  await expect(item).toContainText('2 of 3 can join, not hosty.');
  await item.click();
  const sheet = page.getByRole('dialog', { name: 'Connect 3 containers to spare' });
  await expect(sheet).toContainText('hosty uses the host');
  await connectAll(page, 'Connect 3 containers to spare');
  await expect(page.getByText('2 containers joined spare', { exact: true })).toBeVisible();
  expect(await membersOf(lab, 1, 'spare')).toEqual(['db', 'safe']);
  await lab.docker(1, 'exec', 'safe', 'ping', '-c1', '-W2', 'db');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 containers left spare again', { exact: true })).toBeVisible();
  expect(await membersOf(lab, 1, 'spare')).toEqual([]);
  await bar(page).getByRole('button', { name: 'Let go' }).click();
  await expect(bar(page)).toBeHidden();
});

test('a box drawn with shift picks every row it touches, and moves nothing', async ({ page, bay, lab }) => {
  await bay.open();
  const [web, plain] = [await bay.containerPlace('web', host), await bay.containerPlace('plain', host)];
  const [top, bottom] = plain.y < web.y ? [plain, web] : [web, plain];
  await page.keyboard.down('Shift');
  await page.mouse.move(top.x - 8, top.y - 4);
  await page.mouse.down();
  await page.mouse.move(bottom.x, bottom.y - 20, { steps: 3 });
  await page.mouse.move(bottom.x + 8, bottom.y + 4, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  expect(await bay.containerPlace('web', host)).toEqual(web);

  const between = await bay.containersBetween(top.y - 4, bottom.y + 4, host);
  expect(between.length).toBeGreaterThan(2);
  const count = `${between.length} containers`;
  await expect(bar(page)).toContainText(`${count} picked`);
  for (const name of between) await expect(bar(page)).toContainText(name);
  await bar(page)
    .getByRole('button', { name: /^Connect/ })
    .click();
  await page.getByRole('menuitem', { name: /^spare/ }).click();
  await connectAll(page, `Connect ${count} to spare`);
  await expect.poll(() => membersOf(lab, 1, 'spare')).toEqual(expect.arrayContaining(['plain', 'web']));
});

test('a row dragged onto a network opens its plan; where it can’t join it says why and does nothing', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  const [db, before] = [await bay.containerPlace('db', host), await bay.place(host)];
  const [front, none] = [await bay.networkPlace('front', host), await bay.networkPlace('none', host)];
  await page.mouse.move(db.x, db.y);
  await page.mouse.down();
  await page.mouse.move(none.x, none.y, { steps: 4 });
  await expect(page.getByText('db can’t join none')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.mouse.move(db.x, db.y);
  await page.mouse.down();
  await page.mouse.move(front.x, front.y, { steps: 4 });
  await expect(page.getByText('Connect db to front')).toBeVisible();
  // Escape gives it up, and the mouse button does nothing then.
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.mouse.move(db.x, db.y);
  await page.mouse.down();
  await page.mouse.move(front.x, front.y, { steps: 4 });
  await page.mouse.up();
  const sheet = page.getByRole('dialog', { name: 'Connect db to front' });
  await expect(sheet).toContainText('docker network connect front db');
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('db is on front', { exact: true })).toBeVisible();
  expect(await membersOf(lab, 1, 'front')).toContain('db');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('db is off front again', { exact: true })).toBeVisible();
  // The picture was not panned by it, and still is by its ground.
  expect(await bay.place(host)).toEqual(before);
  await page.mouse.move(before?.x ?? 0, 880);
});

test('all that is picked goes along with a row of it', async ({ page, bay, lab }) => {
  await bay.open();
  for (const name of ['db', 'safe']) await bay.shiftClick(name, host);
  const [db, spare] = [await bay.containerPlace('db', host), await bay.networkPlace('spare', host)];
  await page.mouse.move(db.x, db.y);
  await page.mouse.down();
  await page.mouse.move(spare.x, spare.y, { steps: 4 });
  await expect(page.getByText('Connect 2 containers to spare')).toBeVisible();
  await page.mouse.up();
  await connectAll(page, 'Connect 2 containers to spare');
  await expect.poll(() => membersOf(lab, 1, 'spare')).toEqual(['db', 'safe']);
});

test('a Compose project is picked by its label, and connected from a container’s panel', async ({
  page,
  bay,
}) => {
  await bay.open(`/#container=${await bay.containerId('shop-db-1', 'pbweb2')}`);
  const button = page.getByRole('button', { name: /^Connect the project shop, 3 containers/ });
  await button.click();
  await page.getByRole('menuitem', { name: /^mesh/ }).click();
  await expect(page.getByRole('dialog', { name: 'Connect 3 containers to mesh' })).toContainText(
    'docker network connect mesh shop-db-1',
  );
  await page.keyboard.press('Escape');

  await bay.open('/#view=picture');
  const label = await page.evaluate(() => window.patchbay?.graph.group('pbweb2', 'shop'));
  if (!label) throw new Error('The project shop has no label.');
  await page.mouse.click(label.x, label.y);
  await expect(bar(page)).toContainText('3 containers picked');
});

test('in the table by keyboard alone: rows are picked, connected, and let go', async ({ page, bay, lab }) => {
  await bay.open('/#view=picture');
  await bay.openTable();
  const row = (name: string) => page.getByTestId(`container-${name}`);
  await row('db').focus();
  await page.keyboard.press('Shift+Space');
  await expect(row('db').getByRole('checkbox', { name: 'Pick db on pbweb1' })).toBeChecked();
  await row('safe').focus();
  await page.keyboard.press('Shift+Space');
  await expect(bar(page)).toContainText('2 containers picked');
  const connect = bar(page).getByRole('button', { name: 'Connect 2 containers to a network' });
  for (let presses = 0; presses < 40; presses++) {
    if (await connect.evaluate((each) => each === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^spare/ })).toContainText('All 2 can join.');
  await page.keyboard.type('spare');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Connect 2 containers to spare' });
  await expect(sheet).toContainText('docker network connect spare safe');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 containers joined spare', { exact: true })).toBeVisible();
  expect(await membersOf(lab, 1, 'spare')).toEqual(['db', 'safe']);
  await row('safe').focus();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(row('db').getByRole('checkbox')).not.toBeChecked();
});

test('the palette by keyboard alone: connect, disconnect, go to a thing, switch the view', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await page.keyboard.type('connect safe');
  await expect(palette.getByRole('option').first()).toContainText('Connect safe to…');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await page.keyboard.type('spare');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Connect safe to spare' });
  await expect(sheet).toContainText('docker network connect spare safe');
  await page.keyboard.press('Enter');
  await expect(page.getByText('safe is on spare', { exact: true })).toBeVisible();
  expect(await membersOf(lab, 1, 'spare')).toEqual(['safe']);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('disconnect safe spare');
  await page.keyboard.press('Enter');
  const farewell = page.getByRole('dialog', { name: 'Disconnect safe from spare' });
  await expect(farewell).toContainText('docker network disconnect spare safe');
  await page.keyboard.press('Enter');
  await expect(page.getByText('safe is off spare', { exact: true })).toBeVisible();
  expect(await membersOf(lab, 1, 'spare')).toEqual([]);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('vault');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector').getByRole('heading', { name: 'vault' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('show table');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /^Containers/ })).toBeVisible();
});

/** Makes an engine slow: it stands still most of the time, until what this gives is called. */
function slowDown(lab: Lab, index: number): () => Promise<void> {
  let slow = true;
  slowing = () => {
    slow = false;
    return going;
  };
  const going = (async () => {
    while (slow) {
      await lab.pause(index);
      await sleep(500);
      await lab.resume(index);
      await sleep(150);
    }
  })();
  return slowing;
}

test('what takes long shows each step as it ends, and is stopped between two', async ({ page, bay, lab }) => {
  test.slow();
  await bay.open();
  await bay.openTable();
  for (const name of meshed) await page.getByTestId(`container-${name}`).getByRole('checkbox').check();
  await bar(page)
    .getByRole('button', { name: /^Connect/ })
    .click();
  await page.getByRole('menuitem', { name: /^mesh/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Connect 7 containers to mesh' });
  await expect(sheet).toContainText('docker network connect mesh sixer');
  const speedUp = slowDown(lab, 1);
  await sheet.getByRole('button', { name: 'Connect 7 containers' }).click();
  const steps = (word: string) => sheet.getByRole('listitem').filter({ hasText: `(${word})` });
  await steps('done').first().waitFor();
  await expect(steps('under way')).toHaveCount(1);
  expect(await steps('to do').count()).toBeGreaterThan(0);
  await sheet.getByRole('button', { name: 'Stop after this step' }).click();
  await page.screenshot({ path: 'test-results/screenshots/progress.png' });
  await expect(sheet).toContainText('Only a part was done:');
  await speedUp();
  await expect(steps('not tried').first()).toContainText('Not tried: it was stopped before.');
  await page.screenshot({ path: 'test-results/screenshots/partial.png' });
  const joined = (await membersOf(lab, 1, 'mesh')).filter((name) => meshed.includes(name));
  expect(joined).toHaveLength(await steps('done').count());
  expect(joined.length).toBeLessThan(meshed.length);

  await expect.poll(async () => (await bay.topology()).hosts[host]?.status).toBe('live');
  await expect(sheet.getByRole('button', { name: 'Do the rest' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  expect(await membersOf(lab, 1, 'mesh')).toEqual(expect.arrayContaining(meshed));
});
