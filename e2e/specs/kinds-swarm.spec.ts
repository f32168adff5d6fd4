import { writeFileSync } from 'node:fs';
import { patchbayConfig } from '../lab/patchbay-config.ts';
import { expect, Kinds, test } from '../support/kinds.ts';
import { startPatchbay } from '../support/patchbay.ts';

/** What a swarm has, each kind as the page shows it: see e2e/KINDS.md. */
const [first, second, third] = ['pbkinds1', 'pbkinds2', 'pbkinds3'] as const;
const hosts = [first, second, third];
const sentences = 'network-behaviour';

test('an overlay is one network over all its hosts, with its VNI and the ends of its tunnels', async ({
  page,
  bay,
  lab,
}) => {
  const panel = await bay.panel('network', 'web-net', first);
  await expect(panel).toContainText(`Network on ${hosts.join(', ')}`);
  await expect(bay.fact('Subnet')).toContainText('10.81.0.0/24');
  const format = '{{index .Options "com.docker.network.driver.overlay.vxlanid_list"}}';
  const vni = (await lab.docker(1, 'network', 'inspect', '-f', format, 'web-net')).trim();
  await expect(bay.fact('VNI')).toHaveText(vni);
  for (const { name, address } of lab.hosts()) {
    await expect(bay.fact('Tunnel ends').filter({ hasText: `${address} ${name}` })).toHaveCount(1);
  }
  // One bar, and a column on each host.
  const id = await bay.networkId('web-net', first);
  expect((await bay.drawn()).filter((each) => each === id).length).toBeGreaterThanOrEqual(1 + hosts.length);
  await bay.row('networks', 'network-web-net');
  await expect(page.getByTestId('network-web-net')).toHaveCount(1);
  await expect(page.getByTestId('network-web-net')).toContainText(hosts.join(', '));
});

test('load balancers are told from containers', async ({ bay }) => {
  await bay.panel('network', 'web-net', first);
  const balancers = bay.section('Members').locator('li', { hasText: 'load balancer' });
  await expect(balancers).toHaveCount(3);
  await expect(balancers.first().getByRole('button', { name: /Disconnect/ })).toHaveCount(0);
  const rows = await bay.row('endpoints', 'endpoint-web-net-endpoint-web-net');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('load-balancer');
  await rows.first().click();
  await expect(bay.inspector).toContainText('it spreads a service’s traffic over its tasks');
});

test('services are in a table, with their tasks, hosts, networks and ports', async ({ bay }) => {
  await bay.open();
  const spread = await bay.row('services', 'service-spread');
  for (const text of ['replicated', '3 tasks run', 'web-net', 'ingress', '18400 → 80/tcp on every node']) {
    await expect(spread).toContainText(text);
  }
  await expect(await bay.row('services', 'service-everywhere')).toContainText('one on each node');
  await expect(await bay.row('services', 'service-everywhere')).toContainText(hosts.join(', '));
  await expect(await bay.row('services', 'service-direct')).toContainText('18401 → 80/udp on the hosts of');
  await spread.click();
  await expect(bay.section('Tasks')).toContainText('spread.1');
  await expect(bay.section('Tasks')).toContainText('running');
});

test('services are found by name, published port and virtual address', async ({ page, bay, lab }) => {
  await bay.open();
  const format = '{{range .Endpoint.VirtualIPs}}{{.Addr}} {{end}}';
  const addresses = (await lab.docker(1, 'service', 'inspect', '-f', format, 'spread')).trim().split(' ');
  const address = addresses.find((each) => each.startsWith('10.81.'))?.split('/')[0] ?? '';
  for (const query of ['spread', '18400', address]) {
    await page.getByRole('combobox').fill(query);
    const hit = page.getByRole('option', { name: /^spread\s*service/ });
    await expect(hit).toHaveCount(1);
    await hit.click();
    await expect(bay.inspector.getByRole('heading', { level: 2 })).toHaveText('spread');
    await expect(bay.inspector).toContainText('Service of a swarm');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.keyboard.press('Escape');
  }
});

test('the panels of a network, a service and a container lead to one another', async ({ bay }) => {
  const network = await bay.panel('network', 'web-net', first);
  const services = network.getByTestId('services');
  for (const name of ['everywhere', 'nowhere', 'spread']) await expect(services).toContainText(name);
  await services.getByRole('button', { name: 'spread', exact: true }).click();
  const title = bay.inspector.getByRole('heading', { level: 2 });
  await expect(title).toHaveText('spread');
  await expect(bay.section('Networks')).toContainText('before its tasks (VIP)');
  await expect(bay.section('Networks')).toContainText('what comes to its ports on the nodes');
  await bay.section('Tasks').getByRole('button', { name: 'spread.2' }).click();
  await expect(title).toHaveText(/^spread\.2\./);
  await expect(bay.section('Networks')).toContainText('Docker’s own: its way out');
  await bay.fact('Service').getByRole('button', { name: 'spread' }).click();
  await expect(title).toHaveText('spread');
  await bay.section('Networks').getByRole('button', { name: 'web-net' }).click();
  await expect(title).toHaveText('web-net');
});

test('a service that no node can run says so, and one that is scaled changes', async ({ bay, lab }) => {
  const nowhere = await bay.panel('service', 'nowhere', first);
  await expect(nowhere).toContainText('0 of 1 task runs');
  await expect(bay.section('Tasks')).toContainText('without a node so far');
  await expect(bay.section('Tasks')).toContainText('pending');
  const spread = await bay.panel('service', 'spread', first);
  await expect(spread).toContainText('3 tasks run');
  try {
    await lab.docker(1, 'service', 'scale', '-d', 'spread=4');
    await expect(spread).toContainText('4 tasks run', { timeout: 30_000 });
    await expect(bay.section('Tasks')).toContainText('spread.4');
  } finally {
    await lab.docker(1, 'service', 'scale', '-d', 'spread=3');
  }
  await expect(spread).toContainText('3 tasks run', { timeout: 30_000 });
});

test('an encrypted overlay says that it is; ingress is built in and takes no container', async ({ bay }) => {
  const sealed = await bay.panel('network', 'sealed', first);
  await expect(sealed.getByTestId(sentences)).toContainText('encrypted (IPsec)');
  await expect(await bay.row('networks', 'network-sealed')).toContainText('encrypted');
  const ingress = await bay.panel('network', 'ingress', first);
  await expect(ingress.getByRole('button', { name: /^Connect/ })).toHaveCount(0);
  await expect(bay.section('Services')).toContainText('spread');
  await expect(await bay.row('networks', 'network-ingress')).toContainText('built in');
});

test('an overlay that was never allocated says so, and nothing can join it', async ({ bay }) => {
  const panel = await bay.panel('network', 'unmade', first);
  await expect(panel.getByTestId(sentences)).toContainText('It was never made');
  await expect(panel.getByRole('button', { name: /^Connect/ })).toHaveCount(0);
  await expect(await bay.row('networks', 'network-unmade')).toContainText('never allocated');
  await bay.panel('network', 'taken', first);
  await expect(bay.inspector.getByTestId(sentences)).toHaveCount(0);
});

test('a macvlan of the swarm is one network, made on each host from its own configuration', async ({
  bay,
}) => {
  const panel = await bay.panel('network', 'lan-swarm', first);
  await expect(panel.getByTestId(sentences)).toContainText('as its own configuration says');
  for (const host of hosts) await expect(bay.fact('Made from')).toContainText(`lan-config on ${host}`);
  expect(await bay.joins('wired2', 'lan-swarm', second)).toBe(true);
  expect(await bay.joins('wired3', 'lan-swarm', third)).toBe(true);
});

test('where no manager is among the hosts, the gap is told', async ({ page, lab }, info) => {
  const config = info.outputPath('workers.yaml');
  writeFileSync(config, patchbayConfig(lab.hosts().slice(1)));
  const patchbay = await startPatchbay({ config });
  try {
    const workers = new Kinds(page, patchbay.url);
    await workers.open();
    await expect
      .poll(async () => Object.values((await workers.topology()).networks).map(({ name }) => name))
      .toContain('web-net');
    const panel = await workers.panel('network', 'web-net', second);
    await expect(panel.getByTestId(sentences)).toContainText('No manager of its swarm is among these hosts');
    const manager = lab.hosts()[0]?.address ?? '';
    await expect(workers.fact('Tunnel ends')).toContainText(`${manager} a host Patchbay does not read`);
    await workers.row('services', 'service-spread');
    await expect(page.getByRole('tabpanel')).toContainText('that has a manager among these hosts');
    // What their containers say of services themselves is still there.
    const task = Object.values((await workers.topology()).containers).find(
      ({ swarm, hostId }) => swarm?.service === 'everywhere' && hostId === second,
    );
    await workers.panel('container', task?.name ?? '', second);
    await expect(workers.fact('Service')).toHaveText('everywhere');
  } finally {
    await patchbay.stop();
  }
});

test('a host that leaves the swarm is of it no more, without a reload', async ({ page, bay, lab }) => {
  test.setTimeout(180_000);
  await bay.panel('service', 'everywhere', first);
  await expect(bay.section('Tasks')).toContainText(`on ${third}`);
  await page.evaluate(() => {
    document.title = 'not reloaded';
  });
  const node = (await lab.docker(3, 'info', '-f', '{{.Swarm.NodeID}}')).trim();
  await lab.docker(3, 'swarm', 'leave');
  try {
    await expect(bay.section('Tasks')).not.toContainText(`on ${third}`, { timeout: 30_000 });
    await bay.section('Networks').getByRole('button', { name: 'web-net' }).click();
    await expect(bay.inspector).toContainText(new RegExp(`Network on ${first}, ${second}web-net`), {
      timeout: 30_000,
    });
    await (await bay.row('hosts', `host-${third}`)).click();
    await expect(bay.section('Engine')).toBeVisible();
    await expect(bay.section('Swarm')).toHaveCount(0);
    await expect(page.getByTestId(`host-${third}`)).toContainText('live');
    expect(await page.title()).toBe('not reloaded');
  } finally {
    await lab.up(3, { swarm: true });
    await lab.docker(1, 'node', 'rm', '--force', node);
    await lab.scene('lan');
    await lab.scene('services');
  }
});
