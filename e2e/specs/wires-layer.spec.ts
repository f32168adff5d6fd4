import type { Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import type { Bay } from '../support/bay.ts';
import { addressOf, expect, pairByHand, test } from '../support/wires.ts';

const host = 'pbweb1';

/** Zooms by the wheel about a thing until a condition holds. */
async function zoomAt(page: Page, bay: Bay, id: string, step: number, until: () => Promise<boolean>) {
  for (let notches = 0; notches < 25; notches++) {
    if (await until()) return;
    const at = await bay.place(id);
    if (!at) throw new Error(`${id} is not drawn.`);
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, step);
    // The layer follows a moving window a few times a second.
    await page.waitForTimeout(150);
  }
  throw new Error('No zoom was enough.');
}

const zoomIn = (page: Page, bay: Bay, id: string, until: RegExp, step: number) =>
  zoomAt(page, bay, id, step, async () => (await bay.wireTexts(id)).some((text) => until.test(text)));

/** Opens the picture and waits until the wires are read. */
async function openPicture(bay: Bay): Promise<void> {
  await bay.open('/#view=picture');
  await expect.poll(async () => (await bay.topology()).hosts[host]?.wires?.state).toBe('live');
}

/** What the picture has to say of a container on a network: the pair, and all that is known of it. */
async function truthOf(lab: Lab, container: string, network: string) {
  const found = await pairByHand(lab, 1, container, await addressOf(lab, 1, container, network));
  const both = ([inner, outer]: [string, string]) => (inner === outer ? inner : `${inner} ⇄ ${outer}`);
  const pair = `${found.device} ⇄ ${found.veth} @ ${found.bridge}`;
  const facts = [`MTU ${both(found.mtus)}`, both(found.states), `#${found.index} ⇄ #${found.vethIndex}`];
  return { ...found, pair, text: [pair, ...facts].join(' · ') };
}

test('at close zoom jacks and columns tell by themselves what the kernel has', async ({
  page,
  own: bay,
  lab,
}) => {
  await openPicture(bay);
  for (const [container, network] of [
    ['hub', 'back'],
    ['hub', 'vault'],
    ['plain', 'bridge'],
  ] as const) {
    const id = await bay.endpointId(container, network, host);
    expect(await bay.wireTexts(id)).toEqual([]);
    await zoomIn(page, bay, id, /#/, -300);
    const truth = await truthOf(lab, container, network);
    expect(await bay.wireTexts(id)).toEqual([truth.text]);
    const [column] = await bay.wireTexts(await bay.networkId(network, host));
    expect(column).toMatch(new RegExp(`^${truth.bridge} · MTU 1500`));
    await page.getByRole('button', { name: 'Fit all hosts in the window' }).click();
    await expect.poll(() => bay.wireTexts(id)).toEqual([]);
  }
});

test('names come first, and all that is known closer to', async ({ page, own: bay, lab }) => {
  await openPicture(bay);
  const id = await bay.endpointId('web', 'front', host);
  const truth = await truthOf(lab, 'web', 'front');
  await zoomIn(page, bay, id, /⇄/, -120);
  expect(await bay.wireTexts(id)).toEqual([truth.pair]);
  await zoomIn(page, bay, id, /#/, -120);
  expect(await bay.wireTexts(id)).toEqual([truth.text]);
});

test('the layer is switched by its key and its button, is kept in the URL, and moves nothing', async ({
  page,
  own: bay,
}) => {
  await openPicture(bay);
  const id = await bay.endpointId('web', 'front', host);
  const all = await bay.drawn();
  const places = () => Promise.all(all.slice(0, 60).map((each) => bay.place(each)));
  const before = await places();
  const button = page.getByRole('button', { name: /^Wires:/ });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('w');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/wires=on/);
  expect(await places()).toEqual(before);

  // With the layer on less zoom is enough.
  await zoomIn(page, bay, id, /⇄/, -200);
  const texts = await bay.wireTexts(id);
  expect(texts[0]).toMatch(/^eth\d+ ⇄ veth\w+ @ br-\w+$/);
  await page.reload();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  await expect(page).not.toHaveURL(/wires/);
});

test('hovering a jack tells what goes over it while a ping runs', async ({ page, own: bay, lab }) => {
  await openPicture(bay);
  const id = await bay.endpointId('hub', 'back', host);
  const far = await addressOf(lab, 1, 'db', 'back');
  await lab.docker(1, 'exec', '-d', 'hub', 'ping', '-c', '40', '-s', '1000', far);
  const at = await bay.place(id);
  if (!at) throw new Error('The jack is not drawn.');
  await page.mouse.move(at.x, at.y);
  const tooltip = page.getByTestId('graph-tooltip');
  await expect(tooltip).toContainText(/eth\d+ ⇄ veth/);
  // A packet of 1,042 bytes a second, each way.
  await expect(page.getByTestId('hint-rates')).toContainText(/↓ (?:\d{3} B|[1-9][.\d]* kB)\/s/);
  await expect(page.getByTestId('hint-rates')).toContainText('0 errors');
});

test('a veth that is set down cuts the wire of its jack, and is whole again when it is up', async ({
  own: bay,
  lab,
}) => {
  await openPicture(bay);
  const id = await bay.endpointId('safe', 'vault', host);
  const { veth } = await truthOf(lab, 'safe', 'vault');
  expect(await bay.signs(id)).toEqual([]);
  await lab.exec(1, 'ip', 'link', 'set', veth, 'down');
  try {
    await expect.poll(() => bay.signs(id), { timeout: 20_000 }).toContain('cut');
  } finally {
    await lab.exec(1, 'ip', 'link', 'set', veth, 'up');
  }
  await expect.poll(() => bay.signs(id), { timeout: 20_000 }).toEqual([]);
});
