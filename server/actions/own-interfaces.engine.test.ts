import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { startLabCore } from '#e2e/support/lab-core.ts';
import { sharesOurStack } from './own-interfaces.ts';

const lab = openLab({ name: 'ownif' });
const socket = () => lab.hosts()[0]?.socket ?? '';

beforeAll(async () => {
  await lab.down();
  await lab.up(1);
  await lab.docker(1, 'network', 'create', '-o', 'com.docker.network.bridge.name=br-own', 'own');
});
afterAll(() => lab.down());

/** What a Patchbay that runs in the host itself would read. */
async function readInside(bridges: readonly string[]): Promise<unknown> {
  const module = join(import.meta.dirname, 'own-interfaces.ts');
  const script = `
    const { sharesOurStack, ownInterfaces } = await import(${JSON.stringify(module)});
    const bridges = ${JSON.stringify(bridges)};
    console.log(JSON.stringify({
      shares: await sharesOurStack(${JSON.stringify(socket())}, bridges),
      interfaces: await ownInterfaces(bridges),
    }));`;
  return JSON.parse(await lab.exec(1, process.execPath, '--input-type=module', '-e', script));
}

it('an engine in the same network namespace is known by its socket, and its host’s interfaces are read', async () => {
  const address = lab.hosts()[0]?.address;
  expect(await readInside(['docker0', 'br-own'])).toEqual({
    shares: true,
    interfaces: [
      { name: 'eth0', addresses: [expect.stringContaining(`${address}/`)], up: true, wireless: false },
    ],
  });
});

it('one in another namespace is not, though its socket can be opened and is called the same', async () => {
  expect(await sharesOurStack(socket(), [])).toBe(false);
  expect(await readInside(['docker0', 'br-elsewhere'])).toMatchObject({ shares: false });
});

it('the page is told why it gets none', async () => {
  const core = await startLabCore(lab);
  try {
    const told = await core.details.interfaces(lab.hosts()[0]?.name ?? '');
    expect(told).toMatchObject({ readable: false, reason: expect.stringContaining('ip link') });
    await expect(core.details.interfaces('nobody')).rejects.toMatchObject({ code: 'unknown-host' });
  } finally {
    await core.stop();
  }
});
