import type { Page } from '@playwright/test';
import { addressOf, expect, pairByHand, startBySocket, test } from '../support/wires.ts';

const host = 'pbweb1';

const inspector = (page: Page) => page.getByTestId('inspector');
const rates = (page: Page) => inspector(page).getByTestId('rates');

test('the inspector has an endpoint’s wire as the kernel has it', async ({ page, own, lab }) => {
  for (const [container, network] of [
    ['db', 'back'],
    ['web', 'back'],
    ['web', 'front'],
  ] as const) {
    const pair = await pairByHand(lab, 1, container, await addressOf(lab, 1, container, network));
    await own.open(`/#endpoint=${await own.endpointId(container, network, host)}`);
    await expect(inspector(page).getByTestId('wire')).toHaveText(
      `${pair.device} ⇄ ${pair.veth} @ ${pair.bridge}`,
    );
    const row = (name: string) => inspector(page).getByRole('row', { name: new RegExp(`^${name} `) });
    await expect(row('Index')).toHaveText(`Index${pair.index}${pair.vethIndex}`);
    await expect(row('MTU')).toHaveText('MTU15001500');
    await expect(row('State')).toHaveText('Stateupup');

    // The bridge and its ports, where the wire leads.
    await inspector(page).getByRole('button', { name: pair.bridge, exact: true }).click();
    await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText(pair.bridge);
    const ports = inspector(page).getByRole('list', { name: `Ports of ${pair.bridge}` });
    await expect(ports.getByRole('listitem').filter({ hasText: pair.veth })).toContainText(
      `${container} ⇄ ${network}`,
    );
  }
});

test('rates move while packets fly, and come to rest', async ({ page, own, lab }) => {
  test.setTimeout(120_000);
  await own.open(`/#endpoint=${await own.endpointId('db', 'back', host)}`);
  const bytes = rates(page).getByRole('row', { name: /^Bytes/ });
  const packets = rates(page).getByRole('row', { name: /^Packets/ });
  await expect(bytes).toContainText('B/s', { timeout: 30_000 });
  const web = await addressOf(lab, 1, 'web', 'back');
  await lab.docker(1, 'exec', '-d', 'db', 'timeout', '20', 'ping', '-q', '-A', '-s', '1400', web);
  await expect(bytes.getByRole('cell').first()).toContainText(/[kM]B\/s/, { timeout: 20_000 });
  await expect(packets.getByRole('cell').last()).not.toHaveText('0 /s');
  await expect(rates(page).getByRole('img')).toHaveAccessibleName(/at most .* [kM]B\/s in/);
  // It ends by itself.
  await expect(bytes.getByRole('cell').first()).toContainText(/^(0|[\d.]+|< 0\.1) B\/s$/, {
    timeout: 60_000,
  });
});

test('a host’s own interfaces, and an overlay’s inside, are in the panels, the tables and the search', async ({
  page,
  own,
  patchbay,
  lab,
}) => {
  const open = (hash: string) => page.goto(`${patchbay.url}/#view=table&${hash}`);
  const links: { ifname: string; link_type: string }[] = JSON.parse(await lab.exec(1, 'ip', '-j', 'link'));
  const bridges = links.filter(({ ifname }) => /^(br-|docker)/.test(ifname)).map(({ ifname }) => ifname);
  await open('tab=interfaces');
  await expect(page.getByTestId('interface-docker0')).toBeVisible();
  for (const name of bridges) await expect(page.getByTestId(`interface-${name}`)).toHaveCount(1);
  const inner = page.getByTestId('interface-vxlan0').filter({ hasText: 'in the overlay mesh' });
  await expect(inner).toHaveCount(1);

  await page.getByRole('combobox', { name: /^Search/ }).fill('docker0');
  await page.getByRole('option', { name: /docker0.*interface/ }).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('docker0');
  expect(page.url()).toContain('interface=');

  await open(`network=${await own.networkId('mesh', host)}`);
  const kernel = inspector(page).locator('section').filter({ hasText: 'In the kernel' });
  await expect(kernel).toContainText('VXLAN device');
  await expect(kernel).toContainText('veth');
  await open(`host=${host}`);
  await expect(inspector(page)).toContainText('straight from the kernel');
  const address = lab.hosts().find(({ index }) => index === 1)?.address ?? 'no address';
  await expect(inspector(page).locator('section').filter({ hasText: 'Interfaces' })).toContainText(
    `${address}/`,
  );
});

test('a helper is allowed in the form, the wires come, and nothing is left when it is taken back', async ({
  page,
  lab,
}) => {
  test.setTimeout(180_000);
  const far = lab.hosts().find(({ index }) => index === 2);
  if (!far?.tcp) throw new Error('The lab has no second host over TCP.');
  const patchbay = await startBySocket(lab, []);
  const helpers = () => lab.docker(2, 'ps', '-aq', '--filter', 'label=patchbay.helper');
  try {
    await page.goto(patchbay.url);
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('far');
    await page.getByRole('textbox', { name: 'URL' }).fill(far.tcp);
    await page.keyboard.press('Enter');
    const note = inspector(page).getByTestId('wires-note');
    await expect(note).toContainText('The wires of this host are not read.');
    await expect(note).toContainText('of which its engine tells nothing');
    expect(await helpers()).toBe('');

    await note.getByRole('button', { name: 'Settings of far…' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit far' });
    const helper = sheet.getByRole('combobox', { name: 'By a helper container' });
    await expect(helper).toBeFocused();
    await helper.selectOption('standing');
    await expect(sheet).toContainText('SYS_ADMIN');
    await sheet.getByRole('textbox', { name: 'Image of the helper' }).fill('no such image');
    await sheet.getByText('Wires: interfaces', { exact: false }).click();
    await expect(helper).toBeHidden();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByText('This is no name of an image.', { exact: false })).toBeVisible();
    await expect(sheet.getByRole('textbox', { name: 'Image of the helper' })).toBeFocused();
    await sheet.getByRole('textbox', { name: 'Image of the helper' }).fill('');
    await sheet.getByRole('button', { name: 'Save' }).click();

    await expect(inspector(page)).toContainText('by a helper container on this host', { timeout: 60_000 });
    await expect(inspector(page).getByTestId('wires-note')).toHaveCount(0);
    const own = inspector(page).locator('section').filter({ hasText: 'Interfaces' });
    await expect(own).toContainText(`${far.address}/`);
    expect((await helpers()).trim().split('\n')).toHaveLength(1);

    await inspector(page).getByRole('button', { name: 'Edit…' }).click();
    await helper.selectOption('off');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(note).toContainText('The wires of this host are not read.');
    await expect.poll(helpers, { timeout: 30_000 }).toBe('');
  } finally {
    await patchbay.stop();
  }
});
