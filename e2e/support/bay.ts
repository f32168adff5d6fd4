import { test as base, expect, type Page } from '@playwright/test';
import { endpointId as makeEndpointId, parseContainerId, parseNetworkId } from '#lib/topology/ids.ts';
import { type Topology, topologySchema } from '#lib/topology/model.ts';
import { type Lab, openLab } from '../lab/lab.ts';

/** The lab that all browser specs share. */
export const labName = 'pbweb';

/** The page as a person sees it: things are named, not numbered. */
export class Bay {
  readonly #page: Page;
  readonly #url: string;

  /** `url`: the Patchbay that is looked at, by default the one over the shared lab. */
  constructor(page: Page, url = process.env.PATCHBAY_URL ?? '') {
    this.#page = page;
    this.#url = url;
  }

  /** Opens the page and waits until the picture is drawn. */
  async open(path = '/'): Promise<void> {
    await this.#page.goto(new URL(path, this.#url).href);
    await this.#page.waitForFunction(() => (window.patchbay?.graph.drawn().length ?? 0) > 0);
  }

  /** The topology as the server has it. */
  async topology(): Promise<Topology> {
    const reply = await this.#page.request.get(new URL('/api/v1/topology', this.#url).href);
    expect(reply.status()).toBe(200);
    const body: { topology: unknown } = await reply.json();
    return topologySchema.parse(body.topology);
  }

  async containerId(name: string, host: string): Promise<string> {
    const found = Object.values((await this.topology()).containers).find(
      (each) => each.name === name && each.hostId === host,
    );
    if (!found) throw new Error(`No container ${name} on ${host}.`);
    return found.id;
  }

  async networkId(name: string, host: string): Promise<string> {
    const found = Object.values((await this.topology()).networks).find(
      (each) => each.name === name && each.hostIds.includes(host),
    );
    if (!found) throw new Error(`No network ${name} on ${host}.`);
    return found.id;
  }

  /** The id of the endpoint that a container has, or would have, on a network. */
  async endpointId(container: string, network: string, host: string): Promise<string> {
    return endpointId(await this.containerId(container, host), await this.networkId(network, host));
  }

  /** Clicks where a container's row meets a network's column. */
  async clickCrossing(container: string, network: string, host: string): Promise<void> {
    const ids: [string, string] = [
      await this.containerId(container, host),
      await this.networkId(network, host),
    ];
    const at = await this.#page.evaluate(([c, n]) => window.patchbay?.graph.crossing(c, n), ids);
    if (!at) throw new Error(`${container} and ${network} do not meet in the picture.`);
    await this.#page.mouse.move(at.x, at.y);
    await this.#page.mouse.click(at.x, at.y);
  }

  /** Clicks the jack of a container on a network. */
  async clickJack(container: string, network: string, host: string): Promise<void> {
    const at = await this.place(await this.endpointId(container, network, host));
    if (!at) throw new Error(`${container} has no jack on ${network} in the picture.`);
    await this.#page.mouse.move(at.x, at.y);
    await this.#page.mouse.click(at.x, at.y);
  }

  /** Clicks a container's row with the shift key held. */
  async shiftClick(container: string, host: string): Promise<void> {
    const at = await this.containerPlace(container, host);
    await this.#page.keyboard.down('Shift');
    await this.#page.mouse.click(at.x, at.y);
    await this.#page.keyboard.up('Shift');
  }

  /** The middle of a container's pill. */
  async containerPlace(container: string, host: string): Promise<{ x: number; y: number }> {
    const at = await this.place(await this.containerId(container, host));
    if (!at) throw new Error(`${container} is not drawn.`);
    return at;
  }

  /** The middle of a network's column or chip on its only host. */
  async networkPlace(network: string, host: string): Promise<{ x: number; y: number }> {
    const at = await this.place(await this.networkId(network, host));
    if (!at) throw new Error(`${network} is not drawn.`);
    return at;
  }

  /** The names of a host's containers whose pills lie between two heights. */
  async containersBetween(top: number, bottom: number, host: string): Promise<string[]> {
    const own = Object.values((await this.topology()).containers).filter((each) => each.hostId === host);
    const places = await Promise.all(own.map(({ id }) => this.place(id)));
    return own.filter((_, at) => within(places[at]?.y, top, bottom)).map(({ name }) => name);
  }

  /** Switches to the tables. */
  async openTable(): Promise<void> {
    await this.#page.getByRole('radio', { name: 'Table' }).check();
    await this.#page.getByRole('tab', { name: /^Containers/ }).click();
  }

  /** Whether the picture has a jack of a container on a network. */
  async plugged(container: string, network: string, host: string): Promise<boolean> {
    return (await this.drawn()).includes(await this.endpointId(container, network, host));
  }

  /** Where something is drawn, in the page's pixels. */
  place(id: string): Promise<{ x: number; y: number } | undefined> {
    return this.#page.evaluate((thing) => window.patchbay?.graph.place(thing), id);
  }

  /** What the layer of wires writes of something in the window. */
  wireTexts(id: string): Promise<string[]> {
    return this.#page.evaluate((thing) => window.patchbay?.graph.texts(thing) ?? [], id);
  }

  /** How something is marked: its wire is cut, its pair is not found, a warning sign is on it. */
  signs(id: string): Promise<string[]> {
    return this.#page.evaluate((thing) => window.patchbay?.graph.signs(thing) ?? [], id);
  }

  async networkNames(host: string): Promise<string[]> {
    const networks = Object.values((await this.topology()).networks);
    return networks.filter((each) => each.hostIds.includes(host)).map((each) => each.name);
  }

  /** The ids of everything in the picture. */
  drawn(): Promise<string[]> {
    return this.#page.evaluate(() => window.patchbay?.graph.drawn() ?? []);
  }
}

const within = (y: number | undefined, top: number, bottom: number) =>
  y !== undefined && y >= top && y <= bottom;

function endpointId(container: string, network: string): string {
  const [member, joined] = [parseContainerId(container), parseNetworkId(network)];
  if (!member || !joined) throw new Error(`Not ids of a container and a network: ${container}, ${network}.`);
  return makeEndpointId(member.hostId, member.nativeId, joined.nativeId);
}

interface Fixtures {
  bay: Bay;
  lab: Lab;
}

/** Tests with the shared lab and a page of their own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here, also an empty one.
  lab: async ({}, use) => use(openLab({ name: labName })),
  bay: async ({ page }, use) => use(new Bay(page)),
});

export { expect };
