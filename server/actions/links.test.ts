import { describe, expect, it } from 'vitest';
import { mergeOnce } from '#lib/topology/merge.ts';
import type { Container } from '#lib/topology/model.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  networkFact,
  reading,
} from '#lib/topology/testdata/facts.ts';
import type { EngineClient, LinkInspection } from '#server/engine/engine-client.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { linkDetail, linkedFrom } from './links.ts';

const on = (name: string, ...networks: string[]) =>
  containerFact(name, { attachments: networks.map((network) => attachmentFact(network)) });
const topology = mergeOnce([
  reading('h', {
    networks: [networkFact('back'), networkFact('front')],
    containers: [on('db', 'back'), on('web', 'back', 'front'), on('api', 'back'), on('far', 'front')],
  }),
]);
const container = (name: string): Container => {
  const found = Object.values(topology.containers).find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

/** A client that knows these containers' links, and writes down whom it was asked about. */
function clientWith(links: Record<string, LinkInspection[]>) {
  const asked: string[] = [];
  const inspectContainer: EngineClient['inspectContainer'] = async (id) => {
    const { name } = Object.values(topology.containers).find((each) => each.nativeId === id) ?? { name: '' };
    asked.push(name);
    if (!links[name]) throw new EngineError({ kind: 'no-such-container', message: 'It is gone.' });
    return {
      fact: containerFact(name),
      pid: 1,
      endpoints: [],
      askedPorts: [],
      links: links[name],
    };
  };
  return { asked, inspectContainer };
}

describe('links that lead to a container', () => {
  it('are told by those that share a network with it, by name or id', async () => {
    const client = clientWith({
      web: [
        { to: 'db', alias: 'database' },
        { to: 'api', alias: 'api' },
        { to: nativeId('db').slice(0, 12), alias: 'store', networkName: 'back' },
      ],
      api: [],
      far: [{ to: 'db', alias: 'never' }],
    });
    expect(await linkedFrom(topology, container('db'), client)).toEqual([
      { from: 'web', containerId: container('web').id, alias: 'database' },
      { from: 'web', containerId: container('web').id, alias: 'store', networkName: 'back' },
    ]);
    expect(client.asked.sort()).toEqual(['api', 'web']);
  });

  it('miss those of a container that went while it was asked', async () => {
    const client = clientWith({ web: [{ to: 'db', alias: 'database' }] });
    expect(await linkedFrom(topology, container('db'), client)).toHaveLength(1);
  });

  it('fail where the engine does', async () => {
    const inspectContainer = () =>
      Promise.reject(new EngineError({ kind: 'engine-timeout', message: 'No answer.' }));
    await expect(linkedFrom(topology, container('db'), { inspectContainer })).rejects.toThrow('No answer.');
  });
});

it('a link given by an id leads to the container, too', () => {
  const link = { to: nativeId('db').slice(0, 12), alias: 'store' };
  expect(linkDetail(topology, 'h', link)).toEqual({ ...link, containerId: container('db').id });
  expect(linkDetail(topology, 'h', { to: 'd', alias: 'x' })).toEqual({ to: 'd', alias: 'x' });
});
