import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyDiffSchema } from '../wire/messages.ts';
import { apply, diff } from './diff.ts';
import { mergeOnce } from './merge.ts';
import { emptyTopology, type Topology, topologySchema } from './model.ts';
import { arbitraryReadings, runs } from './testdata/arbitrary.ts';
import { containerFact, nativeId, reading } from './testdata/facts.ts';

const arbitraryTopology = arbitraryReadings.map(mergeOnce);
const pairs = fc.tuple(arbitraryTopology, arbitraryTopology);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

describe('diff, whatever the topologies', () => {
  it('[D1] [D4] leads from one to the other and changes neither', () => {
    fc.assert(
      fc.property(pairs, ([from, to]) => {
        const changes = diff(freeze(from), freeze(to));
        expect(changes ? apply(from, freeze(changes)) : from).toEqual(to);
      }),
      runs,
    );
  });

  it('[D2] is nothing between equals', () => {
    fc.assert(
      fc.property(arbitraryTopology, (topology) => {
        expect(diff(topology, structuredClone(topology))).toBeUndefined();
      }),
      runs,
    );
  });

  it('[D5] means the same after the wire', () => {
    fc.assert(
      fc.property(pairs, ([from, to]) => {
        const changes = diff(from, to);
        if (!changes) return;
        const received = topologyDiffSchema.parse(JSON.parse(JSON.stringify(changes)));
        expect(apply(from, received)).toEqual(to);
        expect(topologySchema.parse(JSON.parse(JSON.stringify(to)))).toEqual(to);
      }),
      runs,
    );
  });
});

describe('diff', () => {
  const webId = `container:alpha/${nativeId('web')}`;
  const empty = mergeOnce([reading('alpha')]);
  const running = mergeOnce([reading('alpha', { containers: [containerFact('web')] })]);
  const stopped = mergeOnce([reading('alpha', { containers: [containerFact('web', { state: 'exited' })] })]);

  it('[D3] holds what is new', () => {
    const sandbox = running.containers[webId]?.sandboxId ?? '';
    expect(diff(empty, running)).toEqual({
      containers: { set: { [webId]: running.containers[webId] } },
      sandboxes: { set: { [sandbox]: running.sandboxes[sandbox] } },
    });
  });

  it('[D3] holds the whole of what is different', () => {
    expect(diff(running, stopped)).toEqual({ containers: { set: { [webId]: stopped.containers[webId] } } });
  });

  it('[D3] holds the ids of what is gone', () => {
    expect(diff(running, empty)).toEqual({
      containers: { remove: [webId] },
      sandboxes: { remove: [running.containers[webId]?.sandboxId] },
    });
  });

  it('[D3] is not confused by a host called constructor', () => {
    const to = mergeOnce([reading('constructor')]);
    const changes = diff(emptyTopology(), to);
    expect(changes?.hosts?.set).toEqual(to.hosts);
    expect(diff(to, emptyTopology())?.hosts).toEqual({ remove: ['constructor'] });
  });

  it('[D4] keeps what the diff does not mention', () => {
    const two = mergeOnce([reading('alpha', { containers: [containerFact('web'), containerFact('db')] })]);
    const after: Topology = apply(two, diff(running, stopped) ?? {});
    expect(after.networks).toBe(two.networks);
    expect(after.endpoints).toBe(two.endpoints);
    const dbId = `container:alpha/${nativeId('db')}`;
    expect(after.containers[dbId]).toBe(two.containers[dbId]);
    expect(after.containers[webId]?.state).toBe('exited');
  });
});
