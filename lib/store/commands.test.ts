import { describe, expect, test } from 'vitest';
import { containerId, networkId } from '../topology/ids.ts';
import { type CommandContext, commandsFor } from './commands.ts';
import { makeScene, native } from './testing/scene.ts';

const scene = makeScene();
const id = (name: string, host = 'h1') => containerId(host, native(host, name));
const calm: CommandContext = { picks: [], selection: undefined, mode: 'picture', wires: false };

const ask = (query: string, context: Partial<CommandContext> = {}) =>
  commandsFor(scene, query, { ...calm, ...context });
const titles = (query: string, context: Partial<CommandContext> = {}) =>
  ask(query, context).flatMap(({ commands }) => commands.map(({ title }) => title));

describe('with nothing typed', () => {
  test('what is always there is offered, and no thing', () => {
    expect(ask('').map(({ title }) => title)).toEqual(['Actions']);
    expect(titles('')).toContain('Show the table');
    expect(titles('', { mode: 'table' })).toContain('Show the picture');
    expect(titles('')).toContain('Add a host…');
    expect(titles('wires')).toEqual(['Show the wires']);
    expect(titles('hide veth', { wires: true })).toEqual(['Hide the wires']);
    expect(titles('wires', { mode: 'table' })).toEqual([]);
    expect(titles('create net')).toEqual(['Create a network…']);
  });

  test('what fits to the picks and the selection comes first', () => {
    const picks = [id('web'), id('db')];
    expect(titles('', { picks })[0]).toBe('Connect 2 picked containers to…');
    expect(titles('', { picks: [id('web')] }).slice(0, 2)).toEqual([
      'Connect 1 picked container to…',
      'Let go of 1 picked container',
    ]);
    expect(titles('', { selection: { kind: 'container', id: id('db') } })[0]).toBe('Connect db to…');
    const front = networkId('h1', 'front');
    expect(titles('', { selection: { kind: 'network', id: front } })[0]).toBe('Remove network front…');
  });

  test('a selection that is gone offers nothing', () => {
    expect(titles('', { selection: { kind: 'container', id: 'container:h1/gone' } })).toEqual(titles(''));
  });
});

describe('what is typed', () => {
  test('ranks whole words before beginnings before parts', () => {
    expect(titles('connect web').slice(0, 2)).toEqual(['Connect web to…', 'Connect web2 to…']);
  });

  test('names what is to be done: then actions come first, else things', () => {
    expect(ask('disc web')[0]?.title).toBe('Actions');
    expect(ask('web')[0]?.title).toBe('Go to');
    expect(ask('web').map(({ title }) => title)).toContain('Actions');
  });

  test('has to match with each of its words', () => {
    expect(titles('disconnect web mesh')).toContain('Disconnect web from mesh…');
    expect(titles('disconnect nonsense')).toEqual([]);
  });

  test('finds by the host, too', () => {
    expect(titles('remove front h2')).toEqual(['Remove network front…']);
    expect(ask('remove front h2')[0]?.commands[0]?.does).toEqual({
      kind: 'remove-network',
      networkId: networkId('h2', 'front'),
    });
  });

  test('finds a Compose project of several containers, with all of them', () => {
    const [first] = ask('connect project shop')[0]?.commands ?? [];
    expect(first?.title).toBe('Connect the project shop to…');
    expect(first?.does).toMatchObject({ kind: 'connect', containerIds: [id('db'), id('web')] });
    // A service of one container is that container.
    expect(titles('connect service web')).toEqual([]);
  });

  test('offers pruning a host and all of them', () => {
    expect(titles('prune')).toEqual([
      'Prune networks on h1…',
      'Prune networks on h2…',
      'Prune networks on h3…',
      'Prune networks on all hosts…',
    ]);
  });

  test('offers each command once', () => {
    const context = { selection: { kind: 'container' as const, id: id('web') } };
    expect(titles('connect web', context).filter((title) => title === 'Connect web to…')).toHaveLength(1);
  });
});

test('what Docker itself made is not offered for removal, nor leaving the host’s network', () => {
  expect(titles('remove network bridge')).toEqual([]);
  expect(titles('disconnect hosty')).toEqual([]);
});
