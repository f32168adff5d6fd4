import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Authority, type Issued, makeAuthority } from '../lab/certificates.ts';
import { openLab } from '../lab/lab.ts';
import { makeSshKey, type Sshd, startSshd } from '../lab/sshd.ts';
import { expect, test } from '../support/bay.ts';

/** A host that demands certificates and has an sshd, beside the lab that all specs share. */
const lab = openLab({ name: 'pbways' });
let folder: string;
let authority: Authority;
let other: Authority;
let own: Issued;
let sshd: Sshd;

const path = (name: string) => join(folder, name);
const address = () => lab.hosts()[0]?.address ?? '';
const list = (page: Page) => page.getByRole('navigation', { name: 'Hosts' });
const inspector = (page: Page) => page.getByTestId('inspector');
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), 'patchbay-pbways-'));
  chmodSync(folder, 0o755);
  await lab.down();
  await lab.up(1, { tcp: true });
  [authority, other] = await Promise.all([makeAuthority(folder, 'ours'), makeAuthority(folder, 'theirs')]);
  const server = await authority.issue('server', { names: [`IP:${address()}`] });
  own = await authority.issue('own');
  await lab.start(1, [
    '--tlsverify',
    '--tlscacert',
    authority.ca,
    '--tlscert',
    server.cert,
    '--tlskey',
    server.key,
  ]);
  const key = await makeSshKey(path('id'));
  writeFileSync(path('authorized_keys'), `${key.publicKey}\n`);
  sshd = await startSshd(lab, 1, folder, { port: 2222 });
});
test.afterAll(async () => {
  await lab.down();
  rmSync(folder, { recursive: true, force: true });
});
test.afterEach(async ({ page }) => {
  const hosts = new URL('/api/v1/hosts', process.env.PATCHBAY_URL).href;
  const body: { hosts: { id: string; origin: string }[] } = await (await page.request.get(hosts)).json();
  for (const { id, origin } of body.hosts) {
    if (origin === 'stored') await page.request.delete(`${hosts}/${id}`, { data: {} });
  }
});

test('over TLS: a wrong authority is told at its field, the right one makes the host live', async ({
  page,
  bay,
}) => {
  await bay.open();
  await list(page).getByRole('button', { name: 'Add host' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add host' });
  await expect(field(page, 'Authority (CA)')).toHaveCount(0);
  await field(page, 'Name').fill('Safe');
  await field(page, 'URL').fill(`tcp://${address()}:2375`);
  await expect(sheet).toContainText('Neither encrypted nor authenticated');
  await sheet.getByRole('radio', { name: 'TLS', exact: true }).check();
  await expect(sheet).not.toContainText('Neither encrypted nor authenticated');

  // What is wrong with a file is told before anything is asked of the host.
  await field(page, 'Authority (CA)').fill('/nowhere/ca.pem');
  await sheet.getByRole('button', { name: 'Add host' }).click();
  await expect(field(page, 'Authority (CA)')).toBeFocused();
  await expect(field(page, 'Authority (CA)')).toHaveAccessibleDescription(
    /can't be read.*\/nowhere\/ca\.pem/,
  );

  await field(page, 'Authority (CA)').fill(other.ca);
  await field(page, 'Certificate').fill(own.cert);
  await field(page, 'Key of the certificate').fill(own.key);
  await sheet.getByRole('button', { name: 'Test' }).click();
  await expect(field(page, 'Authority (CA)')).toHaveAccessibleDescription(
    /no authority in .*theirs\.pem vouches/,
  );
  await expect(field(page, 'Authority (CA)')).toBeFocused();
  // Told once, at the field.
  await expect(sheet.getByText('no authority in')).toHaveCount(1);
  await expect(field(page, 'Key of the certificate')).toHaveValue(own.key);

  await field(page, 'Authority (CA)').fill(authority.ca);
  await sheet.getByRole('button', { name: 'Test' }).click();
  await expect(sheet.getByRole('status')).toContainText('It answers');
  await expect(sheet.getByRole('status')).not.toContainText('plain TCP');
  await sheet.getByRole('button', { name: 'Add host' }).click();
  await expect(list(page).getByRole('button', { name: /^Safe/ })).toContainText('live');
  await expect(inspector(page)).toContainText(authority.ca);

  await inspector(page).getByRole('button', { name: 'Edit…' }).click();
  await expect(field(page, 'Authority (CA)')).toHaveValue(authority.ca);
  await expect(field(page, 'Certificate')).toHaveValue(own.cert);
  await field(page, 'Name').fill('Safer');
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('button', { name: /^Safer/ })).toContainText('live');
});

test('by ssh: an unknown host shows its key, and is live once that is known', async ({ page, bay }) => {
  await bay.open();
  await list(page).getByRole('button', { name: 'Add host' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add host' });
  const known = path('known_hosts');
  writeFileSync(known, '');
  await field(page, 'Name').fill('Far');
  await field(page, 'URL').fill(`ssh://root@${address()}:2222`);
  await field(page, 'Private key').fill(path('id'));
  await field(page, 'Known hosts').fill(known);
  await sheet.getByRole('button', { name: 'Test' }).click();
  await expect(field(page, 'Known hosts')).toHaveAccessibleDescription(/not among the known ones/);
  const shown = execFileSync('sh', ['-c', `ssh-keygen -lf ${path('hostkey-2222.pub')}`]).toString();
  await expect(sheet).toContainText(shown.split(' ')[1] ?? '');
  expect(sshd.log()).not.toContain('Accepted');

  // The command as it is told, run as it is.
  const command = await sheet.locator('code').filter({ hasText: 'echo ' }).textContent();
  execFileSync('sh', ['-c', command ?? '']);
  await sheet.getByRole('button', { name: 'Test' }).click();
  await expect(sheet.getByRole('status')).toContainText('It answers');
  await sheet.getByRole('button', { name: 'Add host' }).click();
  await expect(list(page).getByRole('button', { name: /^Far/ })).toContainText('live');
  await expect(inspector(page)).toContainText(known);
});

test('a key that is pasted where its path belongs is neither kept nor sent', async ({ page, bay }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await bay.open('/#view=picture');
  await page.getByRole('radio', { name: 'Table' }).check();
  await page.getByRole('tab', { name: /^Hosts/ }).click();
  await page.getByRole('button', { name: 'Add host' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add host' });
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await field(page, 'Name').fill('Pasted');
  await field(page, 'URL').fill('ssh://root@192.0.2.1');
  await field(page, 'Private key').fill('-----BEGIN OPENSSH PRIVATE KEY-----c2VjcmV0');
  await expect(field(page, 'Private key')).toHaveAccessibleDescription(/path/);
  await expect(field(page, 'Private key')).toHaveValue('');
  await field(page, 'Name').press('Enter');
  await expect(field(page, 'Private key')).toBeFocused();
  await field(page, 'URL').fill('ssh://root:hidden@192.0.2.1');
  await sheet.getByRole('button', { name: 'Add host' }).click();
  await expect(field(page, 'URL')).toHaveAccessibleDescription(/holds a password/);
  await expect(field(page, 'URL')).toHaveAccessibleDescription(/^((?!hidden).)*$/);
  expect(sent.join('')).not.toContain('c2VjcmV0');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
