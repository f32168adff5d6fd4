import { writeWhole } from '../lab/files.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { patchbayConfig } from '../lab/patchbay-config.ts';
import { expect, test } from '../support/bay.ts';
import { type RunningPatchbay, startPatchbay } from '../support/patchbay.ts';

/** Default bridges of three hosts that Open vSwitch joins; the third gives out the second one's addresses. */
const name = 'pbmesh';
const [second, third] = [`${name}2`, `${name}3`] as const;
const shared = process.env.PATCHBAY_URL;
let own: Lab;
let patchbay: RunningPatchbay | undefined;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  own = openLab({ name });
  await own.down();
  await own.up(3, { mesh: { rangeOf: { 3: 2 } } });
  await own.scene('mesh');
  writeWhole(own.configFile, patchbayConfig(own.hosts(), 'unix'));
  patchbay = await startPatchbay({ config: own.configFile });
  process.env.PATCHBAY_URL = patchbay.url;
});

test.afterAll(async () => {
  await patchbay?.stop();
  await own.down();
  if (shared !== undefined) process.env.PATCHBAY_URL = shared;
});

test('the tunnels between bridges are one bar over their hosts, with what the spanning tree blocks', async ({
  bay,
}) => {
  await bay.open('/#view=picture&wires=on');
  await expect.poll(async () => Object.keys((await bay.topology()).tunnels)).toHaveLength(6);
  const { tunnels } = await bay.topology();
  const ids = Object.keys(tunnels);
  await expect.poll(() => bay.drawn()).toEqual(expect.arrayContaining(ids));
  const blocked = Object.values(tunnels).filter((tunnel) => tunnel.blocked);
  expect(blocked).toHaveLength(1);
});

test('ranges that overlap are in the list of findings, on the hosts they are of, with what to do', async ({
  page,
  bay,
}) => {
  await bay.open('/#view=picture');
  const button = page.getByTestId('findings-count');
  await button.click();
  const list = page.getByRole('list', { name: 'Findings' });
  const overlap = list.getByRole('listitem').filter({ hasText: 'hand out the same addresses' });
  await expect(overlap).toHaveCount(1);
  await expect(overlap).toContainText(`bridge of ${second} (172.17.4.0/22)`);
  await expect(overlap).toContainText(`bridge of ${third} (172.17.4.0/22)`);
  await expect(overlap).toContainText(
    /Give each host a range of its own: say 172\.17\.\d+\.0\/22 for pbmesh3/,
  );
  await overlap
    .getByRole('link', { name: third })
    .or(overlap.getByRole('button', { name: third }))
    .click();
  await expect(page.getByRole('heading', { name: third })).toBeVisible();
});
