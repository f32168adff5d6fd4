import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lab, openLab } from '../lab/lab.ts';
import { Bay, test as base, expect, labName } from './bay.ts';
import { type RunningPatchbay, startPatchbay } from './patchbay.ts';

/** A Patchbay of a spec's own that reads hosts of a lab by their sockets, and so straight from the kernel. */
export async function startBySocket(lab: Lab, hosts: readonly number[]): Promise<RunningPatchbay> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-wires-'));
  const config = join(folder, 'patchbay.yaml');
  const lines = lab
    .hosts()
    .filter(({ index }) => hosts.includes(index))
    .map(({ name, socket }) => `  - { name: ${name}, url: "unix://${socket}" }\n`);
  writeFileSync(config, lines.length > 0 ? `hosts:\n${lines.join('')}` : 'hosts: []\n');
  const running = await startPatchbay({ config });
  return {
    ...running,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A veth pair as `ip` prints it inside the container and on its host. */
export interface PairByHand {
  device: string;
  veth: string;
  bridge: string;
  index: number;
  vethIndex: number;
  /** The device's and the veth's. */
  mtus: [string, string];
  states: [string, string];
}

interface IpLink {
  ifindex: number;
  ifname: string;
  link_index?: number;
  master?: string;
  mtu: number;
  operstate: string;
}

/** The pair of a container's device that has an address, on a bridge network: each end names the other's index. */
export async function pairByHand(
  lab: Lab,
  host: number,
  container: string,
  address: string,
): Promise<PairByHand> {
  const inside = await lab.docker(host, 'exec', container, 'ip', '-o', 'addr');
  const line = inside.split('\n').find((each) => each.includes(` ${address}/`));
  const [, number = '', device = ''] = /^(\d+):\s+(\S+)/.exec(line ?? '') ?? [];
  const index = Number(number);
  const read = async (file: string) =>
    (await lab.docker(host, 'exec', container, 'cat', `/sys/class/net/${device}/${file}`)).trim();
  const iflink = await read('iflink');
  const links: IpLink[] = JSON.parse(await lab.exec(host, 'ip', '-j', 'link'));
  const [other, ...more] = links.filter(
    (link) => link.ifindex === Number(iflink) && link.link_index === index,
  );
  if (!other?.master || more.length > 0)
    throw new Error(`There is no one pair of ${container} at ${address}.`);
  return {
    device,
    veth: other.ifname,
    bridge: other.master,
    index,
    vethIndex: other.ifindex,
    mtus: [await read('mtu'), String(other.mtu)],
    states: [await read('operstate'), other.operstate.toLowerCase()],
  };
}

/** The address that the engine has for a container on a network. */
export async function addressOf(lab: Lab, host: number, container: string, network: string): Promise<string> {
  const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
  return (await lab.docker(host, 'inspect', '--format', format, container)).trim();
}

interface Worker {
  /** Reads the kernel of the shared lab's first host itself; the Patchbay over the whole lab is behind TCP. */
  patchbay: RunningPatchbay;
}

/** Tests with the page of a Patchbay that reads the wires of the shared lab's first host. */
export const test = base.extend<{ own: Bay }, Worker>({
  patchbay: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here, also an empty one.
    async ({}, use) => {
      const patchbay = await startBySocket(openLab({ name: labName }), [1]);
      try {
        await use(patchbay);
      } finally {
        await patchbay.stop();
      }
    },
    { scope: 'worker' },
  ],
  own: async ({ page, patchbay }, use) => use(new Bay(page, patchbay.url)),
});

export { expect };
