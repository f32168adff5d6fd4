import { expect, test } from '../support/kinds.ts';

/** What one host has, each kind as the page shows it: see e2e/KINDS.md. */
const host = 'pbkinds1';
const sentences = 'network-behaviour';

test('a bridge has its device, subnets of both families, gateway, range and excluded address', async ({
  bay,
  lab,
}) => {
  const panel = await bay.panel('network', 'dual', host);
  const addresses = bay.section('Addresses');
  for (const text of [
    '192.168.65.0/24',
    '192.168.65.254',
    '192.168.65.128/25',
    '192.168.65.9 printer',
    'fd00:65::/64',
    'fd00:65::fe',
  ]) {
    await expect(addresses).toContainText(text);
  }
  const device = (await bay.fact('Bridge').textContent())?.trim();
  expect((await lab.exec(1, 'ls', '/sys/class/net')).split('\n')).toContain(device);
  await expect(bay.section('Members')).toContainText('twofold');
  await expect(panel).toContainText('192.168.65.10');
  await expect(panel).toContainText('fd00:65::10');
  expect(await bay.joins('fixed', 'dual', host)).toBe(true);
  const row = await bay.row('networks', 'network-dual');
  await expect(row).toContainText('192.168.65.0/24');
  await expect(row).toContainText('fd00:65::/64');
  await expect(await bay.row('endpoints', 'endpoint-fixed-dual')).toContainText('fd00:65::10');
});

for (const [name, says] of [
  ['bridge', /has no DNS/],
  ['shy', /icc is off/],
  ['bare', /masquerade is off/],
  ['bound', /published on 127\.0\.0\.1 alone/],
] as const) {
  test(`the bridge ${name} says what its options do`, async ({ bay }) => {
    const panel = await bay.panel('network', name, host);
    await expect(panel.getByTestId(sentences)).toContainText(says);
  });
}

test('bridges show the MTU and the device that were asked for, and every option', async ({ bay }) => {
  await bay.panel('network', 'small', host);
  await expect(bay.fact('MTU')).toHaveText('1400');
  const panel = await bay.panel('network', 'named', host);
  await expect(bay.fact('Bridge')).toContainText('lab-br0');
  await panel.getByText('Options · 1').click();
  await expect(panel).toContainText('com.docker.network.bridge.name');
});

test('containers on bridges have names in DNS, but on the default one none', async ({ bay }) => {
  await bay.panel('container', 'twofold', host);
  await expect(bay.fact('DNS names')).toContainText('twofold');
  await bay.panel('container', 'nameless', host);
  await expect(bay.fact('IPv4')).toContainText('172.17.');
  await expect(bay.fact('DNS names')).toHaveCount(0);
});

test('host mode is the host’s own network; none is a sandbox with nothing in it', async ({ bay, lab }) => {
  await lab.docker(
    1,
    'run',
    '-d',
    '--init',
    '--name',
    'alone',
    '--network',
    'none',
    'busybox',
    'sleep',
    '1d',
  );
  try {
    await bay.open();
    await expect
      .poll(async () => Object.values((await bay.topology()).containers).map(({ name }) => name))
      .toContain('alone');
    const shared = await bay.panel('container', 'on-host', host);
    await expect(shared).toContainText('It uses the host’s own network');
    await expect(bay.section('Networks')).toContainText('host');
    const apart = await bay.panel('container', 'alone', host);
    await expect(apart).toContainText('nothing in it but loopback');
    expect(await bay.joins('on-host', 'host', host)).toBe(true);
    expect(await bay.joins('alone', 'none', host)).toBe(true);
    const { containers, sandboxes } = await bay.topology();
    const kindOf = (name: string) =>
      sandboxes[Object.values(containers).find((each) => each.name === name)?.sandboxId ?? '']?.kind;
    expect([kindOf('on-host'), kindOf('alone')]).toEqual(['host', 'none']);
  } finally {
    await lab.docker(1, 'rm', '-f', 'alone');
  }
});

test('published ports are in the picture, the table and the panels, on the addresses they have', async ({
  page,
  bay,
}) => {
  const panel = await bay.panel('container', 'on-all', host);
  await expect(panel).toContainText('0.0.0.0:18000->80/tcp');
  await expect(panel).toContainText('[::]:18000->80/tcp');
  const drawn = await bay.drawn();
  const { ports } = await bay.topology();
  expect(Object.keys(ports).filter((id) => !drawn.includes(id))).toEqual([]);
  for (const [port, ...addresses] of [
    ['18000', '0.0.0.0', '::'],
    ['18001', '127.0.0.1'],
    ['18002', '::1'],
  ]) {
    const rows = await bay.row('ports', `port-${port}`);
    await expect(rows).toHaveCount(addresses.length);
    for (const address of addresses) {
      await expect(rows.filter({ has: page.getByText(address, { exact: true }) })).not.toHaveCount(0);
    }
  }
  await expect(await bay.row('ports', 'port-18053')).toHaveCount(4);
  await expect((await bay.row('ports', 'port-18053')).filter({ hasText: '53/udp' })).toHaveCount(2);
  for (const port of [18100, 18101, 18102, 18103]) {
    await expect(await bay.row('ports', `port-${port}`)).toHaveCount(2);
  }
  await (await bay.row('ports', 'port-18001')).click();
  await expect(bay.inspector).toContainText(`Only ${host} itself reaches it.`);
});

test('a port that has no effect is said to have none, with the reason', async ({ bay }) => {
  const inside = await bay.panel('container', 'on-nothing', host);
  await expect(inside.getByTestId('idle-ports')).toContainText(
    '18004:80/tcp. It is on internal networks alone',
  );
  const shared = await bay.panel('container', 'on-host', host);
  await expect(shared.getByTestId('idle-ports')).toContainText('In host mode');
});

test('containers that share a sandbox hang on one wire, along a chain', async ({ bay }) => {
  await bay.panel('container', 'leaf', host);
  await expect(bay.section('Rides on')).toContainText('root whose sandbox it is');
  await expect(bay.section('Rides on')).toContainText('middle');
  await expect(bay.section('Networks')).toContainText('None of its own. With the container it rides on');
  await expect(bay.fact('Network mode')).toHaveText('container:middle');
  const [root, leaf] = [
    await bay.place(await bay.containerId('root', host)),
    await bay.place(await bay.containerId('leaf', host)),
  ];
  expect(leaf?.y).toBeGreaterThan(root?.y ?? Number.POSITIVE_INFINITY);
  expect(await bay.joins('root', 'bridge', host)).toBe(true);
  expect(await bay.plugged('leaf', 'bridge', host)).toBe(false);
  await expect(await bay.row('containers', 'container-leaf')).toContainText('shares a sandbox');
});

test('riders whose owner stopped, or is gone, say what they have left', async ({ bay }) => {
  const awake = await bay.panel('container', 'awake', host);
  await expect(awake).toContainText('sleepy, on whose network stack it rides, has stopped');
  const orphan = await bay.panel('container', 'orphan', host);
  await expect(orphan).toContainText('The container it rides on is gone');
  await expect(bay.section('Networks')).toHaveText(/None of its own\.\s*$/);
});

test('a legacy link is in the panels of both its ends', async ({ bay }) => {
  const from = await bay.panel('container', 'old-web', host);
  const links = from.getByTestId('legacy-links');
  await expect(links).toHaveText('knows old-db as database, old-db, not the other way round');
  const to = await bay.panel('container', 'old-db', host);
  await expect(to.getByTestId('legacy-links')).toHaveText(
    'is known to old-web as database, old-db, not the other way round',
  );
  await to.getByTestId('legacy-links').getByRole('button', { name: 'old-web' }).click();
  await expect(bay.inspector.getByRole('heading', { level: 2 })).toHaveText('old-web');
  await bay.panel('container', 'new-db', host);
  await expect(bay.inspector.getByTestId('legacy-links')).toHaveText(
    'is known to new-web as database on linked',
  );
});

test('Compose projects are groups, and networks that are not theirs are external to them', async ({
  bay,
}) => {
  await bay.panel('container', 'desk-web-1', host);
  await expect(bay.fact('Compose')).toHaveText('desk / web');
  await expect(bay.inspector.getByText('External to the Compose project desk.')).toHaveCount(1);
  await bay.panel('container', 'gate-proxy-1', host);
  await expect(bay.inspector.getByText('External to the Compose project gate.')).toHaveCount(2);
  await bay.panel('network', 'edge', host);
  await expect(bay.fact('External to')).toHaveText('desk, gate');
  await expect(bay.fact('Compose')).toHaveCount(0);
  await bay.panel('network', 'desk_default', host);
  await expect(bay.fact('Compose')).toHaveText('desk / default');
  await expect(bay.fact('External to')).toHaveText('gate');
  // A project's rows stand together.
  const heights = await Promise.all(
    ['visitor', 'desk-db-1', 'desk-web-1', 'gate-proxy-1'].map(
      async (name) => (await bay.place(await bay.containerId(name, host)))?.y ?? Number.NaN,
    ),
  );
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  await expect(await bay.row('containers', 'container-desk-web-1')).toContainText('desk');
});

test('what is left behind: stopped members alone, a network that is gone', async ({ bay }) => {
  const quiet = await bay.panel('network', 'quiet', host);
  await expect(quiet.getByTestId(sentences)).toContainText('Only stopped containers are on it');
  await expect(bay.section('Members')).toContainText('rested');
  await expect(bay.section('Members')).toContainText('stopped');
  expect(await bay.joins('rested', 'quiet', host)).toBe(true);
  const stranded = await bay.panel('container', 'stranded', host);
  await expect(stranded).toContainText('It can’t start: its network lost no longer exists on its host.');
  await expect(await bay.row('containers', 'container-stranded')).toContainText('lost is gone');
});

test('macvlan and ipvlan say on which wire they are', async ({ bay }) => {
  const lan = await bay.panel('network', 'lan', host);
  await expect(lan.getByTestId(sentences)).toContainText('interface eth0. The mode is bridge.');
  await expect(bay.fact('Parent')).toHaveText('eth0');
  await expect(bay.fact('Given out of')).toContainText('.64/27');
  await expect(bay.fact('Excluded')).toContainText('self');
  expect(await bay.joins('on-wire', 'lan', host)).toBe(true);
  const flat = await bay.panel('network', 'flat', host);
  await expect(flat.getByTestId(sentences)).toContainText('They share the parent’s MAC address');
  await expect(bay.fact('Mode')).toHaveText('l3');
  expect(await bay.drawn()).toContain(await bay.networkId('flat', host));
});

test('a configuration says who is made from it, and they say from what', async ({ bay }) => {
  const config = await bay.panel('network', 'bridge-config', host);
  await expect(config.getByTestId(sentences)).toContainText('nothing can join it');
  await expect(config.getByRole('button', { name: /^Connect/ })).toHaveCount(0);
  await bay.fact('Made from it').getByRole('button', { name: 'bridge-made' }).click();
  await expect(bay.inspector.getByRole('heading', { level: 2 })).toHaveText('bridge-made');
  await expect(bay.fact('Made from')).toHaveText('bridge-config');
  await expect(bay.fact('MTU')).toHaveText('1300');
  await expect(await bay.row('networks', 'network-bridge-config')).toContainText('configuration only');
});

test('a plugin’s driver goes by its name, and a dead one is told when it is needed', async ({
  page,
  bay,
  lab,
}) => {
  test.setTimeout(120_000);
  const panel = await bay.panel('network', 'plugged', host);
  await expect(panel).toContainText('labnet');
  await expect(panel.getByTestId(sentences)).toContainText('The driver labnet is a plugin');
  await panel.getByText(/^Options/).click();
  await expect(panel).toContainText('colour');
  await expect(panel).toContainText('green');
  expect(await bay.joins('on-plugin', 'plugged', host)).toBe(true);
  await expect(await bay.row('networks', 'network-plugged')).toContainText('labnet');

  await lab.exec(1, 'sh', '-c', 'kill -9 $(cat /run/labnet.pid)');
  try {
    await (await bay.row('containers', 'container-beside-plugin')).click();
    await bay.inspector.getByRole('button', { name: 'Connect beside-plugin to a network' }).click();
    await page.getByRole('menuitem', { name: /^plugged/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Connect beside-plugin to plugged' });
    await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
    // The engine itself waits a quarter of a minute for its plugin.
    await expect(sheet).toContainText(/plugged does not answer/, { timeout: 60_000 });
    await page.keyboard.press('Escape');
    await expect(
      page
        .getByRole('navigation', { name: 'Hosts' })
        .getByRole('button', { name: new RegExp(`^${host}\\b`) }),
    ).toContainText('live');
  } finally {
    await lab.scene('plugin');
  }
});
