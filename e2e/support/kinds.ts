import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Topology } from '#lib/topology/model.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { Bay } from './bay.ts';
import { type RunningPatchbay, startPatchbay } from './patchbay.ts';

/** The lab of every kind of network and wiring (see e2e/KINDS.md), beside the one that the other specs share. */
const labName = 'pbkinds';

const scenes = [
  'bridges',
  'ports',
  'shared',
  'links',
  'dangling',
  'lan',
  'projects',
  'services',
  'plugin',
] as const;

/** What the page shows of a lab, and the ways to look at it. */
export class Kinds extends Bay {
  readonly #page: Page;
  readonly #url: string;
  readonly inspector: Locator;

  constructor(page: Page, url: string) {
    super(page, url);
    this.#page = page;
    this.#url = url;
    this.inspector = page.getByTestId('inspector');
  }

  /** Selects a thing by its URL, in the picture, and gives its panel. */
  async panel(kind: 'network' | 'container' | 'service' | 'host', name: string, host: string) {
    // Loading the page anew takes longer than all the rest.
    if (!this.#page.url().startsWith(this.#url)) await this.open('/#view=picture');
    const id = await this.id(kind, name, host);
    await this.#page.evaluate((hash) => {
      location.hash = hash;
    }, `view=picture&${kind}=${id}`);
    await expect(this.inspector.getByRole('heading', { level: 2 })).toHaveText(name);
    await this.#page.waitForFunction(() => (window.patchbay?.graph.drawn().length ?? 0) > 0);
    return this.inspector;
  }

  /** The id of a thing that a host has; a service is no host's. */
  async id(kind: 'network' | 'container' | 'service' | 'host', name: string, host: string): Promise<string> {
    if (kind === 'network') return this.networkId(name, host);
    if (kind === 'container') return this.containerId(name, host);
    const { hosts, services }: Topology = await this.topology();
    const found = Object.values(kind === 'host' ? hosts : services).find((each) => each.name === name);
    if (!found) throw new Error(`No ${kind} ${name}.`);
    return found.id;
  }

  /** The value of a fact in the panel, by its name. */
  fact(name: string): Locator {
    return this.inspector.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('+ dd');
  }

  /** A section of the panel, by its title. */
  section(title: string): Locator {
    return this.inspector.locator('section').filter({
      has: this.#page.getByRole('heading', { level: 3, name: new RegExp(`^${title}`) }),
    });
  }

  /** Opens a table and gives its rows of that test id. */
  async row(tab: string, testId: string): Promise<Locator> {
    await this.#page.evaluate((hash) => {
      location.hash = hash;
    }, `view=table&tab=${tab}`);
    await expect(this.#page.getByRole('tab', { name: new RegExp(`^${tab}`, 'i') })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    return this.#page.getByTestId(testId);
  }

  /** Whether a container's wire has a jack on a network, on the height of the container's row. */
  async joins(container: string, network: string, host: string): Promise<boolean> {
    if (!(await this.plugged(container, network, host))) return false;
    const [row, jack] = await Promise.all([
      this.place(await this.containerId(container, host)),
      this.place(await this.endpointId(container, network, host)),
    ]);
    return row !== undefined && jack !== undefined && Math.abs(row.y - jack.y) < 2 && jack.x > row.x;
  }
}

interface Worker {
  /** The lab with all its scenes, and the Patchbay that reads it: made once for all specs of kinds. */
  stage: { lab: Lab; patchbay: RunningPatchbay };
}

/** Tests with the lab of kinds. */
export const test = base.extend<{ bay: Kinds; lab: Lab }, Worker>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here, also an empty one.
    async ({}, use) => {
      const lab = openLab({ name: labName });
      await lab.down();
      try {
        await lab.up(3, { swarm: true });
        for (const scene of scenes) await lab.scene(scene);
        const patchbay = await startPatchbay({ config: lab.configFile });
        try {
          await use({ lab, patchbay });
        } finally {
          await patchbay.stop();
        }
      } finally {
        await lab.down();
      }
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  lab: async ({ stage }, use) => use(stage.lab),
  bay: async ({ page, stage }, use) => use(new Kinds(page, stage.patchbay.url)),
});

export { expect };
