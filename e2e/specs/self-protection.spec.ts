import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpointId } from '#lib/topology/ids.ts';
import { topologySchema } from '#lib/topology/model.ts';
import { expect, test } from '../support/bay.ts';
import { startPatchbay } from '../support/patchbay.ts';

/** A host that is reached through a container of another: `way` hands on what comes to port 2399 of pbweb1. */
test('what would cut Patchbay off from a host is typed, and a wrong text does nothing', async ({
  page,
  lab,
}) => {
  const [one, two] = lab.hosts();
  if (!one?.tcp || !two) throw new Error('The lab has no two hosts over TCP.');
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-way-'));
  const members = () =>
    lab.docker(1, 'network', 'inspect', '-f', '{{range .Containers}}{{.Name}} {{end}}', 'ways');
  try {
    await lab.docker(1, 'network', 'create', 'ways');
    const forward = ['nc', '-ll', '-p', '2375', '-e', 'nc', two.address, '2375'];
    await lab.docker(
      1,
      'run',
      '-d',
      '--name',
      'way',
      '--network',
      'ways',
      '-p',
      '2399:2375',
      'busybox',
      ...forward,
    );
    const config = join(folder, 'patchbay.yaml');
    writeFileSync(
      config,
      `hosts:\n  - { name: near, url: "${one.tcp}" }\n  - { name: far, url: "tcp://${one.address}:2399" }\n`,
    );
    const patchbay = await startPatchbay({ config });
    try {
      const read = async () => {
        const body: { topology: unknown } = await (
          await page.request.get(`${patchbay.url}/api/v1/topology`)
        ).json();
        return topologySchema.parse(body.topology);
      };
      const statusOf = async (host: string) => (await read()).hosts[host]?.status;
      const status = () => statusOf('far');
      for (const host of ['near', 'far'])
        await expect.poll(() => statusOf(host), { timeout: 30_000 }).toBe('live');
      const { containers, networks } = await read();
      const way = Object.values(containers).find(({ name, hostId }) => name === 'way' && hostId === 'near');
      const ways = Object.values(networks).find(({ name }) => name === 'ways');
      if (!way || !ways) throw new Error('The picture has no way.');

      await page.goto(`${patchbay.url}/#endpoint=${endpointId('near', way.nativeId, ways.nativeId)}`);
      await page
        .getByTestId('inspector')
        .getByRole('button', { name: /Disconnect/ })
        .click();
      const sheet = page.getByRole('dialog', { name: 'Disconnect way from ways' });
      await expect(sheet.getByRole('alert')).toContainText('Patchbay reaches the host far through way.');
      const typed = sheet.getByLabel('Type way to do it all the same');
      for (const wrong of ['', 'far', 'Way']) {
        await typed.fill(wrong);
        await typed.press('Enter');
        await expect(sheet).toBeVisible();
        await expect(sheet.getByRole('button', { name: 'Disconnect', exact: true })).toHaveAttribute(
          'aria-disabled',
          'true',
        );
      }
      // Past the page, too.
      const action = { kind: 'disconnect', containerId: way.id, networkId: ways.id };
      const refused = await page.request.post(`${patchbay.url}/api/v1/actions/apply`, {
        data: { action, confirmation: 'far' },
      });
      expect(refused.status()).toBe(409);
      expect((await refused.json()).error).toMatchObject({ code: 'confirmation-needed' });
      expect(await members()).toContain('way');

      await typed.fill('way');
      await typed.press('Enter');
      await expect(page.getByText('way is off ways', { exact: true })).toBeVisible();
      expect(await members()).not.toContain('way');
      await expect.poll(status, { timeout: 30_000 }).toBe('stale');
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByText('way is back on ways', { exact: true })).toBeVisible();
      await expect.poll(status, { timeout: 30_000 }).toBe('live');

      await page.goto(`${patchbay.url}/audit?outcome=refused`);
      await page.getByRole('button', { name: 'Disconnect way from ways' }).click();
      await expect(page.getByText('It had to be confirmed by typing')).toBeVisible();
    } finally {
      await patchbay.stop();
    }
  } finally {
    await lab.docker(1, 'rm', '-f', 'way').catch(() => '');
    await lab.docker(1, 'network', 'rm', 'ways').catch(() => '');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Asks a Patchbay that listens on a container's loopback, through a published port. */
async function ask(address: string, path: string, body?: object): Promise<{ status: number; json: unknown }> {
  const headers = { host: '127.0.0.1:3000', 'content-type': 'application/json' };
  const call = request({ host: address, port: 2480, path, method: body ? 'POST' : 'GET', headers });
  call.end(body && JSON.stringify(body));
  const [reply] = await once(call, 'response');
  let text = '';
  for await (const chunk of reply) text += chunk;
  return { status: reply.statusCode, json: JSON.parse(text) };
}

test('a Patchbay that runs in a container knows it, and the container that lets people in', async ({
  lab,
}) => {
  const [one] = lab.hosts();
  if (!one) throw new Error('The lab has no host.');
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-inside-'));
  const docker = (...args: string[]) => lab.docker(1, ...args);
  try {
    const config = join(folder, 'patchbay.yaml');
    writeFileSync(config, 'hosts:\n  - { name: here, url: "unix:///run/docker.sock" }\n');
    await docker('network', 'create', 'proxied');
    // The proxy and Patchbay share one network stack: Patchbay listens on its loopback alone.
    const forward = ['nc', '-ll', '-p', '3001', '-e', 'nc', '127.0.0.1', '3000'];
    await docker(
      'run',
      '-d',
      '--name',
      'door',
      '--network',
      'proxied',
      '-p',
      '2480:3001',
      'busybox',
      ...forward,
    );
    const variables = { PATCHBAY_CONFIG: config, PATCHBAY_DATA: folder, NODE_ENV: 'production' };
    await docker(
      ...['run', '-d', '--name', 'pb', '--network', 'container:door', '-v', '/:/host'],
      ...Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
      ...['busybox', 'chroot', '/host', '/bin/sh', '-c', 'cd "$0" && exec "$1" server/main.ts'],
      ...[process.cwd(), process.execPath],
    );
    const read = async () => {
      const { json } = await ask(one.address, '/api/v1/topology');
      return topologySchema.parse((json as { topology: unknown }).topology);
    };
    const names = async () => Object.values((await read()).containers).map(({ name }) => name);
    await expect.poll(() => names().catch(() => []), { timeout: 40_000 }).toContain('pb');
    const { containers, networks } = await read();
    const idOf = (all: Record<string, { id: string; name: string }>, name: string) =>
      Object.values(all).find((each) => each.name === name)?.id ?? name;
    const action = {
      kind: 'disconnect',
      containerId: idOf(containers, 'door'),
      networkId: idOf(networks, 'proxied'),
    };
    const { json } = await ask(one.address, '/api/v1/actions/plan', { action });
    expect(json).toMatchObject({
      plan: { confirm: { reason: expect.stringContaining('Patchbay itself runs in') } },
    });
    const refused = await ask(one.address, '/api/v1/actions/apply', { action, confirmation: 'no' });
    expect(refused.status).toBe(409);
    const removal = { kind: 'remove-network', networkId: action.networkId, disconnectFirst: true };
    expect((await ask(one.address, '/api/v1/actions/apply', { action: removal })).status).toBe(409);
    // It is still there to answer, and has both on record.
    expect((await ask(one.address, '/api/v1/audit')).json).toMatchObject({
      entries: [{ outcome: 'refused' }, { outcome: 'refused' }],
    });
  } finally {
    await docker('rm', '-f', 'pb', 'door').catch(() => '');
    await docker('network', 'rm', 'proxied').catch(() => '');
    rmSync(folder, { recursive: true, force: true });
  }
});
