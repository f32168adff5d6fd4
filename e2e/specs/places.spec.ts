import type { Page } from '@playwright/test';
import { expect, test } from '../support/bay.ts';

const host = 'pbweb3';

const handle = (page: Page) => page.evaluate((id) => window.patchbay?.graph.handle(id), host);

test('a host stays where a person put it, also over a reload, until it is put back', async ({
  page,
  bay,
}) => {
  await bay.open();
  const [before, title] = [await bay.place(host), await handle(page)];
  if (!before || !title) throw new Error(`${host} is not drawn.`);
  await page.mouse.move(title.x, title.y);
  await page.mouse.down();
  await page.mouse.move(title.x + 30, title.y + 20, { steps: 3 });
  await page.mouse.move(title.x + 200, title.y + 60, { steps: 5 });
  await page.mouse.up();
  const moved = { x: before.x + 200, y: before.y + 60 };
  await expect.poll(async () => near(await bay.place(host), moved)).toBe(true);
  const container = await bay.containerId('m3', host);
  const inside = await bay.place(container);
  expect(inside && inside.x > before.x - 400).toBe(true);

  await page.reload();
  await page.waitForFunction(() => (window.patchbay?.graph.drawn().length ?? 0) > 0);
  await expect(page.getByRole('button', { name: 'Put moved hosts back' })).toBeVisible();
  await page.getByRole('button', { name: 'Put moved hosts back' }).click();
  await page.getByRole('button', { name: 'Fit all hosts in the window' }).click();
  await expect.poll(async () => near(await bay.place(host), before)).toBe(true);
});

test('a double click on a title folds a host into a counted box, and opens it again', async ({
  page,
  bay,
}) => {
  await bay.open();
  const container = await bay.containerId('m3', host);
  const title = await handle(page);
  if (!title) throw new Error(`${host} is not drawn.`);
  await page.mouse.dblclick(title.x, title.y);
  await expect.poll(async () => (await bay.drawn()).includes(container)).toBe(false);
  expect(await bay.drawn()).toContain(host);
  await page.getByRole('button', { name: 'Open all hosts' }).click();
  await expect.poll(async () => (await bay.drawn()).includes(container)).toBe(true);
});

test('the wheel zooms around the pointer', async ({ page, bay }) => {
  await bay.open();
  const id = await bay.containerId('web', 'pbweb1');
  const at = await bay.place(id);
  if (!at) throw new Error('web is not drawn.');
  const other = await bay.containerId('m3', host);
  const apart = async () => {
    const [a, b] = [await bay.place(id), await bay.place(other)];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  const before = await apart();
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, -300);
  await expect.poll(apart).toBeGreaterThan(before * 1.3);
  expect(near(await bay.place(id), at)).toBe(true);
});

function near(a: { x: number; y: number } | undefined, b: { x: number; y: number }): boolean {
  return a !== undefined && Math.abs(a.x - b.x) < 3 && Math.abs(a.y - b.y) < 3;
}
