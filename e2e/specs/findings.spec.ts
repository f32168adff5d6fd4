import type { Page } from '@playwright/test';
import { addressOf, expect, pairByHand, test } from '../support/wires.ts';

const host = 'pbweb1';

const findings = (page: Page) =>
  page.getByRole('tabpanel').getByRole('list', { name: 'Findings' }).getByRole('listitem');
const inspector = (page: Page) => page.getByTestId('inspector');
const badge = (page: Page) => page.getByTestId('findings-count');

test('a wire that is set down is found, told with its remedy, and forgotten once that is done', async ({
  page,
  context,
  own,
  lab,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const pair = await pairByHand(lab, 1, 'db', await addressOf(lab, 1, 'db', 'back'));
  await own.open(`/#view=picture&container=${await own.containerId('db', host)}`);
  await page.getByRole('radio', { name: 'Table' }).check();
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await expect(page.getByRole('heading', { name: 'No findings' })).toBeVisible();
  await expect(page.getByTestId('checked-hosts')).toContainText(`Read: the wires of ${host}.`);
  await expect(badge(page)).toHaveCount(0);

  await lab.exec(1, 'ip', 'link', 'set', 'dev', pair.veth, 'down');
  try {
    const found = findings(page).filter({ hasText: pair.veth });
    await expect(found).toContainText('is set down', { timeout: 30_000 });
    await expect(badge(page)).toHaveAccessibleName(/^Show \d+ findings?$/);
    // In the container's panel, too, as it concerns its endpoint.
    await expect(inspector(page).getByTestId('finding-notes')).toContainText('is set down');

    await found.getByRole('button', { name: /^db ⇄ back$/ }).click();
    await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('db ⇄ back');
    await expect(inspector(page).getByTestId('finding-notes')).toContainText(pair.veth);
    await expect(inspector(page).getByTestId('wire')).toContainText(pair.veth);

    await found.getByRole('button', { name: 'Copy' }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain(pair.veth);

    await found.getByRole('button', { name: 'show in the picture' }).click();
    await expect(page.getByTestId('patch-bay')).toBeVisible();
    await expect(inspector(page)).toContainText('What to do');
    expect(await own.drawn()).toContain(await own.endpointId('db', 'back', host));

    // Exactly what the remedy says, typed on the host.
    await lab.exec(1, 'sh', '-c', command);
    await expect(inspector(page).getByRole('heading', { name: 'No longer there' })).toBeVisible({
      timeout: 30_000,
    });
    await expect(badge(page)).toHaveCount(0);
  } finally {
    await lab.exec(1, 'ip', 'link', 'set', 'dev', pair.veth, 'up');
  }
});

test('what can’t be looked at is told with its reason, where findings would be', async ({ page }) => {
  // The Patchbay over the whole lab reaches its hosts over TCP, and nobody allowed it a helper.
  await page.goto(new URL('/#view=table&tab=findings', process.env.PATCHBAY_URL).href);
  await expect(page.getByRole('heading', { name: 'No findings' })).toBeVisible();
  const checked = page.getByTestId('checked-hosts');
  await expect(checked).toContainText('The wires of no host are read at present.');
  await expect(checked.getByRole('listitem')).toHaveCount(3);
  await expect(checked).toContainText('of which its engine tells nothing');
  await expect(checked).toContainText('It is set in patchbay.yaml, under “probe” of this host.');
  await page.getByRole('tab', { name: /^Interfaces/ }).click();
  await expect(page.getByRole('heading', { name: 'No interfaces' })).toBeVisible();
  await expect(page.getByTestId('checked-hosts')).toContainText('of which its engine tells nothing');
});
