import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '#lib/topology/build.ts';
import { validate } from '#lib/topology/validate.ts';
import { EngineError } from './engine-error.ts';
import { readContainers } from './parse/container.ts';
import { readContainerInspection } from './parse/container-inspection.ts';
import { readInfo } from './parse/info.ts';
import { readNetworks } from './parse/network.ts';
import { createPodmanReplies } from './podman.ts';

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'testdata', 'podman-4.3.1', `${name}.json`), 'utf8'));
const list = () => readContainers(recorded('containers'));
const names = new Map(list().items.map(({ nativeId, name }) => [nativeId, name]));

let asked: string[] = [];
const inspect = async (id: string) => {
  const name = names.get(id) ?? '';
  asked.push(name);
  return readContainerInspection(recorded(`container-${name}`));
};

describe('Podman’s containers', () => {
  it('get the network mode that the list does not tell, asked once each', async () => {
    asked = [];
    const podman = createPodmanReplies(inspect);
    const { items, warnings } = await podman.containers(list());
    const web = items.find(({ name }) => name === 'web');
    const modes = Object.fromEntries(items.map(({ name, networkMode }) => [name, networkMode]));
    expect(modes).toEqual({
      ...{ web: 'bridge', two: 'bridge', plain: 'bridge', gone: 'bridge', never: 'bridge' },
      ...{ hosty: 'host', nothing: 'none', rider: `container:${web?.nativeId}` },
    });
    expect(warnings).toEqual([]);
    expect(asked).toHaveLength(8);
    expect(await podman.containers(list())).toEqual({ items, warnings });
    expect(asked).toHaveLength(8);
  });

  it('are on the default network by its name in the list; who shares a stack publishes nothing', async () => {
    const { items } = await createPodmanReplies(inspect).containers(list());
    const find = (name: string) => items.find((item) => item.name === name);
    expect(find('plain')?.attachments).toMatchObject([{ networkName: 'bridge', networkNativeId: '' }]);
    expect(find('web')?.ports).toMatchObject([{ hostPort: 8080 }]);
    expect(find('rider')?.ports).toEqual([]);
  });

  it('that can’t be inspected cost themselves at most', async () => {
    const failing = (kind: 'no-such-container' | 'engine-failed') =>
      createPodmanReplies(async (id) => {
        if (names.get(id) === 'two') throw new EngineError({ kind, message: 'It fails.' });
        return await inspect(id);
      }).containers(list());
    const gone = await failing('no-such-container');
    expect(gone.items).toHaveLength(7);
    expect(gone.warnings).toEqual([]);
    const unread = await failing('engine-failed');
    expect(unread.items).toHaveLength(8);
    expect(unread.warnings).toMatchObject([{ code: 'unread-container' }]);
  });
});

it('the networks have no gateway that is none', () => {
  const { items } = createPodmanReplies(inspect).networks(readNetworks(recorded('networks')));
  const gateways = items.map(({ name, ipam }) => [name, ipam.subnets[0]?.gateway]);
  expect(Object.fromEntries(gateways)).toMatchObject({ front: '10.77.0.1', vault: undefined });
});

it('all of it gives a host without faults', async () => {
  const podman = createPodmanReplies(inspect);
  const { version, ...info } = readInfo(recorded('info'));
  const topology = build({
    ...{ id: 'pod', name: 'pod', url: 'unix:///podman.sock', status: 'live', lastSeen: null },
    snapshot: {
      ...info,
      engine: { flavour: 'podman', apiVersion: '1.41', version },
      warnings: [],
      networks: podman.networks(readNetworks(recorded('networks'))).items,
      containers: (await podman.containers(list())).items,
    },
  });
  expect(validate(topology)).toEqual([]);
  expect(Object.values(topology.containers).flatMap(({ missingNetworks = [] }) => missingNetworks)).toEqual(
    [],
  );
});
