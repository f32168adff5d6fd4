import { collections } from '#lib/topology/model.ts';
import { expect, test } from '../support/bay.ts';

test('everything of the topology is drawn, and nothing else', async ({ bay }) => {
  await bay.open();
  const topology = await bay.topology();
  const wanted = (['hosts', 'networks', 'containers', 'endpoints', 'ports'] as const).flatMap((name) =>
    Object.keys(topology[name]),
  );
  // Members that are no containers have rows that stand for their sandboxes.
  const known = new Set(collections.flatMap((name) => Object.keys(topology[name])));
  const drawn = new Set(await bay.drawn());
  expect(wanted.filter((id) => !drawn.has(id))).toEqual([]);
  expect([...drawn].filter((id) => !known.has(id))).toEqual([]);
});

test('everything of the picture is in the tables', async ({ page, bay }) => {
  await bay.open();
  const topology = await bay.topology();
  await page
    .getByRole('button', { name: 'Table', exact: true })
    .or(page.getByRole('radio', { name: 'Table' }))
    .first()
    .click();
  for (const [tab, map, kind] of [
    ['Hosts', topology.hosts, 'host'],
    ['Networks', topology.networks, 'network'],
    ['Containers', topology.containers, 'container'],
  ] as const) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    const names = Object.values(map).map(({ name }) => name);
    for (const name of new Set(names)) {
      await expect(page.getByTestId(`${kind}-${name}`)).toHaveCount(
        names.filter((each) => each === name).length,
      );
    }
  }
  for (const [tab, map] of [
    ['Endpoints', topology.endpoints],
    ['Ports', topology.ports],
  ] as const) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await expect(page.getByRole('tabpanel').locator('tbody tr')).toHaveCount(Object.keys(map).length);
  }
});
