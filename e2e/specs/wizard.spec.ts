import type { Locator, Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { expect, labName, test } from '../support/bay.ts';
import { removeByPrefix } from '../support/network-cleanup.ts';

const [host, second] = [`${labName}1`, `${labName}2`];

test.afterEach(async ({ lab }) => removeByPrefix(lab, 'wz-'));

/** What the engine says of a network that is one of a kind there. */
async function inspect(lab: Lab, index: number, name: string) {
  const [network] = JSON.parse(await lab.docker(index, 'network', 'inspect', name));
  return network;
}

async function names(lab: Lab, index: number): Promise<string[]> {
  return (await lab.docker(index, 'network', 'ls', '--format', '{{.Name}}')).split('\n');
}

/** Opens the form by its key. */
async function openForm(page: Page): Promise<Locator> {
  await page.keyboard.press('n');
  const sheet = page.getByRole('dialog', { name: 'Create a network' });
  await expect(sheet).toBeVisible();
  return sheet;
}

const box = (sheet: Locator, name: string) => sheet.getByRole('textbox', { name, exact: true });
const create = (sheet: Locator) => sheet.getByRole('button', { name: 'Create', exact: true });

test('containers of one host: a bridge with a free subnet, seen in the picture, and undone', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  const sheet = await openForm(page);
  await box(sheet, 'Name').fill('wz-talk');
  await expect(sheet).toContainText('docker network create --driver bridge wz-talk');
  await expect(sheet.getByText(/of 31 default pools are free/)).toBeVisible();
  await sheet.getByLabel('Choose the addresses').check();
  const subnet = await box(sheet, 'Subnet').inputValue();
  await expect(sheet).toContainText(`docker network create --driver bridge --subnet ${subnet} wz-talk`);
  await create(sheet).click();
  await expect(page.getByText('wz-talk is made', { exact: true })).toBeVisible();
  await expect(sheet).toBeHidden();
  const made = await inspect(lab, 1, 'wz-talk');
  expect([made.Driver, made.Internal, made.IPAM.Config[0].Subnet]).toEqual(['bridge', false, subnet]);
  await expect.poll(() => bay.drawn()).toContain(await bay.networkId('wz-talk', host));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('wz-talk is removed again', { exact: true })).toBeVisible();
  expect(await names(lab, 1)).not.toContain('wz-talk');
});

test('containers of several hosts: an overlay that they can join, made once by the manager', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  const sheet = await openForm(page);
  await sheet.getByRole('radio', { name: 'Containers on several hosts talk by name' }).check();
  await box(sheet, 'Name').fill('wz-across');
  await expect(sheet.getByLabel(/^the swarm of/)).toBeChecked();
  await expect(sheet).toContainText('docker network create --driver overlay --attachable wz-across');
  await create(sheet).click();
  await expect(page.getByText('wz-across is made', { exact: true })).toBeVisible();
  const made = await inspect(lab, 1, 'wz-across');
  expect([made.Driver, made.Scope, made.Attachable]).toEqual(['overlay', 'swarm', true]);
  await lab.docker(1, 'run', '-d', '--name', 'wz-one', '--network', 'wz-across', 'busybox', 'sleep', '600');
  await lab.docker(2, 'run', '--rm', '--network', 'wz-across', 'busybox', 'ping', '-c1', '-W5', 'wz-one');
});

test('on the LAN: a macvlan on a parent, and what is missing is said', async ({ page, bay, lab }) => {
  await bay.open();
  const sheet = await openForm(page);
  await sheet.getByRole('radio', { name: 'Containers appear on my LAN' }).check();
  await box(sheet, 'Name').fill('wz-lan');
  await expect(sheet.getByText(/Without a parent interface/)).toBeVisible();
  await expect(sheet.getByText(/doesn’t tell its host’s interfaces/)).toBeVisible();
  await box(sheet, 'Parent interface').fill('eth0');
  await box(sheet, 'Subnet').fill('10.119.0.0/24');
  await box(sheet, 'Gateway').fill('10.119.0.254');
  await box(sheet, 'IP range').fill('10.119.0.64/27');
  await expect(sheet).toContainText('--opt parent=eth0 wz-lan');
  await expect(sheet.getByText(/Without a parent interface/)).toBeHidden();
  await create(sheet).click();
  await expect(page.getByText('wz-lan is made', { exact: true })).toBeVisible();
  const made = await inspect(lab, 1, 'wz-lan');
  expect([made.Driver, made.Options, made.IPAM.Config]).toEqual([
    'macvlan',
    { parent: 'eth0' },
    [{ Subnet: '10.119.0.0/24', Gateway: '10.119.0.254', IPRange: '10.119.0.64/27' }],
  ]);
});

test('no way out: an internal bridge', async ({ page, bay, lab }) => {
  await bay.open();
  const sheet = await openForm(page);
  await sheet.getByRole('radio', { name: 'No way out' }).check();
  await box(sheet, 'Name').fill('wz-closed');
  await create(sheet).click();
  await expect(page.getByText('wz-closed is made', { exact: true })).toBeVisible();
  expect((await inspect(lab, 1, 'wz-closed')).Internal).toBe(true);
});

test('from config networks: one on each host, then the swarm’s network of them', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  const sheet = await openForm(page);
  await box(sheet, 'Name').fill('wz-made');
  await sheet.getByRole('radio', { name: 'Built from a config network' }).check();
  await sheet.getByLabel(second, { exact: true }).check();
  await sheet.getByLabel('One network for the whole swarm').check();
  for (const [name, range] of [
    [host, '10.118.0.32/27'],
    [second, '10.118.0.64/27'],
  ] as const) {
    const card = sheet.getByRole('group', { name: `wz-made-config on ${name}` });
    await box(card, 'Parent interface').fill('eth0');
    await box(card, 'Subnet').fill('10.118.0.0/24');
    if (name === second) await expect(sheet.getByText(/will give the same addresses/)).toBeVisible();
    await box(card, 'IP range').fill(range);
  }
  await expect(sheet.getByText(/will give the same addresses/)).toBeHidden();
  await expect(sheet).toContainText(
    'docker network create --driver macvlan --scope swarm --config-from wz-made-config wz-made',
  );
  await create(sheet).click();
  await expect(page.getByText('wz-made is made', { exact: true })).toBeVisible();
  for (const [index, range] of [
    [1, '10.118.0.32/27'],
    [2, '10.118.0.64/27'],
  ] as const) {
    const config = await inspect(lab, index, 'wz-made-config');
    expect([config.ConfigOnly, config.IPAM.Config[0].IPRange]).toEqual([true, range]);
  }
  const made = await inspect(lab, 1, 'wz-made');
  expect([made.Scope, made.ConfigFrom.Network]).toEqual(['swarm', 'wz-made-config']);
});

test('faults stand at their fields, before anything is done, and nothing typed is lost', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  const sheet = await openForm(page);
  // Not ready yet, and says so: it is pressed all the same.
  await create(sheet).press('Enter');
  await expect(sheet.getByText('Give the network a name.')).toBeVisible();
  await expect(box(sheet, 'Name')).toBeFocused();
  await box(sheet, 'Name').fill('front');
  await expect(
    sheet.getByText(`Host ${host} has a network called front: choose another name.`),
  ).toBeVisible();
  await box(sheet, 'Name').fill('wz-faulty');
  await sheet.getByLabel('Choose the addresses').check();
  await box(sheet, 'Subnet').fill('192.168.64.0/25');
  await expect(sheet.getByText(/192.168.64.0\/25 overlaps front/)).toBeVisible();
  await expect(sheet.getByText('Mend what is marked to see what will happen.')).toBeVisible();
  await box(sheet, 'Subnet').fill('192.168.99.7/24');
  await expect(sheet.getByText(/it should be 192.168.99.0\/24/)).toBeVisible();
  await box(sheet, 'Subnet').fill('192.168.99.0/24');
  await box(sheet, 'Gateway').fill('192.168.98.1');
  await expect(sheet.getByText('192.168.98.1 is outside 192.168.99.0/24.')).toBeVisible();
  await create(sheet).press('Enter');
  await expect(box(sheet, 'Gateway')).toBeFocused();
  expect(await names(lab, 1)).not.toContain('wz-faulty');
  await expect(box(sheet, 'Name')).toHaveValue('wz-faulty');
  await box(sheet, 'Gateway').fill('192.168.99.9');
  await expect(sheet).toContainText('--gateway 192.168.99.9 wz-faulty');
  await create(sheet).click();
  await expect(page.getByText('wz-faulty is made', { exact: true })).toBeVisible();
});

test('the expert form has every field, flags what the driver does not know, and loses nothing in the guided one', async ({
  page,
  bay,
  lab,
}) => {
  await bay.open();
  const sheet = await openForm(page);
  const mode = (name: string) => sheet.getByRole('radio', { name, exact: true });
  await box(sheet, 'Name').fill('wz-full');
  await mode('Expert').check();
  await sheet.getByRole('button', { name: 'Add a free IPv4 subnet' }).click();
  await box(sheet, 'Subnet').fill('10.121.0.0/24');
  await box(sheet, 'IP range').fill('10.121.0.128/25');
  await sheet.getByRole('button', { name: 'Exclude an address' }).click();
  await box(sheet, 'Excluded address 1').fill('10.121.0.200');
  await sheet.getByRole('button', { name: 'Add a free IPv6 subnet' }).click();
  await sheet.getByLabel('IPv6', { exact: true }).selectOption('on');
  await sheet.getByText('What the driver bridge knows').click();
  await sheet.getByRole('button', { name: 'Set com.docker.network.bridge.enable_icc' }).click();
  await sheet.getByLabel('Value of option 1').selectOption('false');
  await sheet.getByRole('button', { name: 'Add option' }).click();
  await sheet.getByLabel('Key of option 2').fill('com.docker.network.brigde.name');
  await expect(
    sheet.getByText(/The driver bridge has no option com.docker.network.brigde.name/),
  ).toBeVisible();
  await sheet.getByRole('button', { name: 'Remove option 2' }).click();
  await sheet.getByRole('button', { name: 'Add label' }).click();
  await box(sheet, 'Key of label 1').fill('team');
  await box(sheet, 'Value of label 1').fill('blue $(team)');

  await mode('Guided').check();
  await expect(sheet.getByText(/Also set, and kept: .*enable_icc, a label, 2 subnets/)).toBeVisible();
  await mode('Expert').check();
  await expect(box(sheet, 'Value of label 1')).toHaveValue('blue $(team)');
  await sheet.getByText('The same in a Compose file').click();
  await expect(sheet).toContainText('ip_range: 10.121.0.128/25');
  await sheet.getByText(/The same as the API’s body/).click();
  await expect(sheet).toContainText('"IPRange": "10.121.0.128/25"');
  await create(sheet).click();
  await expect(page.getByText('wz-full is made', { exact: true })).toBeVisible();
  const made = await inspect(lab, 1, 'wz-full');
  expect(made).toMatchObject({
    EnableIPv6: true,
    Options: { 'com.docker.network.bridge.enable_icc': 'false' },
    Labels: { team: 'blue $(team)' },
  });
  expect(made.IPAM.Config).toHaveLength(2);
  expect(made.IPAM.Config[0]).toMatchObject({
    Subnet: '10.121.0.0/24',
    IPRange: '10.121.0.128/25',
    AuxiliaryAddresses: { excluded1: '10.121.0.200' },
  });
});

test('one like another: all of it but the name and the addresses', async ({ page, bay, lab }) => {
  await lab.docker(
    ...([1, 'network', 'create', '--internal', '--label', 'team=blue'] as const),
    ...['-o', 'com.docker.network.bridge.name=wz-br', '-o', 'com.docker.network.driver.mtu=1300'],
    ...['--subnet', '10.122.0.0/24', 'wz-model'],
  );
  await bay.open();
  await page.getByRole('radio', { name: 'Table' }).check();
  await page.getByRole('tab', { name: /^Networks/ }).click();
  await page.getByTestId('network-wz-model').click();
  await page.getByTestId('inspector').getByRole('button', { name: 'Create one like this…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Create a network like wz-model' });
  await expect(box(sheet, 'Name')).toHaveValue('wz-model-2');
  await create(sheet).click();
  await expect(page.getByText('wz-model-2 is made', { exact: true })).toBeVisible();
  const [model, copy] = [await inspect(lab, 1, 'wz-model'), await inspect(lab, 1, 'wz-model-2')];
  expect([copy.Internal, copy.Labels, copy.Driver]).toEqual([model.Internal, model.Labels, model.Driver]);
  expect(copy.Options).toEqual({ 'com.docker.network.driver.mtu': '1300' });
  expect(copy.IPAM.Config[0].Subnet).not.toBe('10.122.0.0/24');
});

/** A device of the bridge's name that is none: what the second host's engine stumbles over, and nobody can foresee. */
async function halfDone(page: Page, lab: Lab, name: string): Promise<Locator> {
  await lab.exec(2, 'ip', 'link', 'add', 'wzdev', 'type', 'veth', 'peer', 'name', 'wzpeer');
  const sheet = await openForm(page);
  await box(sheet, 'Name').fill(name);
  await sheet.getByLabel(second, { exact: true }).check();
  await sheet.getByRole('radio', { name: 'Expert', exact: true }).check();
  await sheet.getByText('What the driver bridge knows').click();
  await sheet.getByRole('button', { name: 'Set com.docker.network.bridge.name' }).click();
  await box(sheet, 'Value of option 1').fill('wzdev');
  await expect(sheet).toContainText('--opt com.docker.network.bridge.name=wzdev');
  await create(sheet).click();
  await expect(sheet.getByText(/Only a part was done/)).toBeVisible();
  await expect(sheet.getByText(`Create the bridge network ${name} on ${host} (done)`)).toBeVisible();
  await expect(sheet.getByText(`Create the bridge network ${name} on ${second} (failed)`)).toBeVisible();
  expect(await names(lab, 1)).toContain(name);
  expect(await names(lab, 2)).not.toContain(name);
  return sheet;
}

test.describe('half done', () => {
  test.afterEach(async ({ lab }) => {
    const links = await lab.exec(2, 'ip', '-o', 'link', 'show');
    if (links.includes('wzpeer')) await lab.exec(2, 'ip', 'link', 'del', 'wzpeer');
  });

  test('it is rolled back', async ({ page, bay, lab }) => {
    await bay.open();
    const sheet = await halfDone(page, lab, 'wz-back');
    await sheet.getByRole('button', { name: 'Undo what was done' }).click();
    await expect(page.getByText('wz-back is removed again', { exact: true })).toBeVisible();
    await expect(sheet).toBeHidden();
    expect(await names(lab, 1)).not.toContain('wz-back');
  });

  test('the rest is done once the cause is gone, and the way back is of all', async ({ page, bay, lab }) => {
    await bay.open();
    const sheet = await halfDone(page, lab, 'wz-rest');
    // Still in the way: nothing is lost by trying.
    await sheet.getByRole('button', { name: 'Do the rest' }).click();
    await expect(sheet.getByRole('button', { name: 'Undo what was done' })).toBeVisible();
    await lab.exec(2, 'ip', 'link', 'del', 'wzpeer');
    await sheet.getByRole('button', { name: 'Do the rest' }).click();
    await expect(page.getByText('wz-rest is made', { exact: true })).toBeVisible();
    expect(await names(lab, 2)).toContain('wz-rest');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('wz-rest is removed again', { exact: true })).toBeVisible();
    expect(await names(lab, 1)).not.toContain('wz-rest');
    expect(await names(lab, 2)).not.toContain('wz-rest');
  });
});

test('by keyboard alone: opened, filled in, its address space walked, made', async ({ page, bay, lab }) => {
  await bay.open();
  await page.keyboard.press('n');
  const sheet = page.getByRole('dialog', { name: 'Create a network' });
  await expect(sheet.getByRole('radio', { name: 'Containers on one host talk by name' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(sheet.getByRole('radio', { name: 'Containers on one host talk by name' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(box(sheet, 'Name')).toBeFocused();
  await page.keyboard.type('wz-keys');
  const tabTo = async (target: Locator) => {
    for (let presses = 0; presses < 40; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab never led there.');
  };
  await tabTo(sheet.getByLabel('Choose the addresses'));
  await page.keyboard.press('Space');
  await tabTo(box(sheet, 'Subnet'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('192.168.67.0/24');
  await tabTo(sheet.getByRole('group', { name: /^Addresses of 192.168.64.0\/19/ }));
  await page.keyboard.press('ArrowRight');
  await expect(sheet.getByText(`front 192.168.64.0/24 on ${host}`).first()).toBeVisible();
  await expect(sheet).toContainText('--subnet 192.168.67.0/24 wz-keys');
  await tabTo(create(sheet));
  await page.keyboard.press('Enter');
  await expect(page.getByText('wz-keys is made', { exact: true })).toBeVisible();
  expect((await inspect(lab, 1, 'wz-keys')).IPAM.Config[0].Subnet).toBe('192.168.67.0/24');
});
