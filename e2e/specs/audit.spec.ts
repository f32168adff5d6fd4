import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/bay.ts';

const host = 'pbweb1';
const api = (path: string) => new URL(path, process.env.PATCHBAY_URL).href;
const line = (page: Page, summary: string) => page.getByRole('button', { name: summary, exact: true });

test.afterEach(async ({ lab }) => {
  const found = await lab.docker(1, 'network', 'ls', '-q', '--filter', 'name=^audited');
  for (const id of found.split('\n').filter(Boolean)) await lab.docker(1, 'network', 'rm', id);
});

/** Does an action as somebody else would, from another browser. */
async function apply(page: Page, action: object, more: object = {}): Promise<number> {
  return (await page.request.post(api('/api/v1/actions/apply'), { data: { action, ...more } })).status();
}
const create = (name: string) => ({
  kind: 'create-network',
  hostIds: [host],
  spec: { name, driver: 'bridge', subnets: [] },
});

test('what is done is in the audit log at once, for everybody, with its plan and its outcome', async ({
  page,
  bay,
  context,
}) => {
  await bay.open();
  const other = await context.newPage();
  await other.goto(api('/audit'));
  await expect(other.getByRole('heading', { name: 'Audit log' })).toBeVisible();

  expect(await apply(page, create('audited-a'))).toBe(200);
  await expect(line(other, 'Create audited-a on pbweb1')).toBeVisible();
  const networkId = await expect
    .poll(() => bay.networkId('audited-a', host).catch(() => ''))
    .not.toBe('')
    .then(() => bay.networkId('audited-a', host));
  const connect = { kind: 'connect', networkId, containerId: 'container:pbweb1/nobody' };
  expect(await apply(page, connect)).toBe(404);
  expect(await apply(page, { kind: 'remove-network', networkId }, { fingerprint: 'of another plan' })).toBe(
    409,
  );
  const removal = other.getByRole('row').filter({ has: line(other, 'Remove audited-a') });
  await expect(removal).toContainText('refused');

  await page.getByRole('link', { name: 'Audit log' }).click();
  await expect(page).toHaveTitle('Audit log · Patchbay');
  await line(page, 'Create audited-a on pbweb1').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(line(page, 'Remove audited-a')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('What this would do has changed since you looked.')).toBeVisible();
  await line(page, 'Create audited-a on pbweb1').click();
  await expect(page.getByText('docker network create --driver bridge audited-a')).toBeVisible();
  await expect(page.getByText('Create the bridge network audited-a on pbweb1 (done)')).toBeVisible();
  await expect(page.getByText('Remove audited-a', { exact: true }).nth(1)).toBeVisible();
  // What is open stays open and what has the focus keeps it while others act.
  expect(await apply(page, create('audited-b'))).toBe(200);
  await expect(line(page, 'Create audited-b on pbweb1')).toBeVisible();
  await expect(line(page, 'Create audited-a on pbweb1')).toBeFocused();
  await expect(page.getByText('docker network create --driver bridge audited-a')).toBeVisible();
});

test('the log is filtered, a link shows the same, and it is exported as it is filtered', async ({ page }) => {
  expect(await apply(page, create('audited-c'))).toBe(200);
  expect(await apply(page, create('audited-c'))).not.toBe(200);
  await page.goto(api('/audit'));
  await page.getByLabel('Words').fill('audited-c');
  await page.getByLabel('Outcome').selectOption('done');
  const lines = page.getByRole('button', { name: 'Create audited-c on pbweb1' });
  await expect(lines).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel('Words')).toHaveValue('audited-c');
  await expect(lines).toHaveCount(1);

  const file = async (name: string) => {
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    return readFileSync(await (await started).path(), 'utf8');
  };
  const csv = (await file('Export as CSV')).trimEnd().split('\r\n');
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain('Create audited-c on pbweb1');
  const jsonl = (await file('Export as JSON lines')).trimEnd().split('\n');
  expect(jsonl.map((each) => JSON.parse(each).outcome)).toEqual(['done']);

  await page.getByLabel('Host').selectOption('pbweb2');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(lines.first()).toBeVisible();
});

test('a log that can’t be read says so and comes back', async ({ page }) => {
  await page.route('**/api/v1/audit?**', (route) => route.abort());
  await page.goto(api('/audit'));
  await expect(page.getByText('The audit log can’t be read')).toBeVisible();
  await page.unroute('**/api/v1/audit?**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The audit log can’t be read')).toBeHidden();
});
