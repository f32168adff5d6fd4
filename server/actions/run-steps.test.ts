import { beforeEach, describe, expect, it } from 'vitest';
import { type Call, type Named, newNativeId } from '#lib/actions/call.ts';
import type { Step } from '#lib/actions/outcome.ts';
import { actionSchema, type SingleAction, type StepResult } from '#lib/actions/schema.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { createHostAccess } from './host-access.ts';
import { runSteps } from './run-steps.ts';

let called: string[];
let fails: Set<string>;
let looked: unknown[];
const say = async (what: string) => {
  called.push(what);
  if (fails.has(what))
    throw new EngineError({ kind: 'engine-failed', message: `No ${what}.`, words: 'nope' });
};
const client = fakeClient({
  connect: ({ network, container }) => say(`connect ${container.name} ${network.nativeId}`),
  disconnect: ({ network, container }) => say(`disconnect ${container.name} ${network.nativeId}`),
  createNetwork: async ({ name }) => {
    await say(`create ${name}`);
    return `made-${name}`;
  },
  removeNetwork: ({ nativeId }) => say(`remove ${nativeId}`),
});
const hosts = createHostAccess(
  new Map([['h', { id: 'h', client, look: async (things: unknown) => void looked.push(things) }]]),
);

const network = (nativeId: string, name = nativeId): Named => ({
  id: `network:h/${nativeId}`,
  nativeId,
  name,
});
const web: Named = { id: 'container:h/web', nativeId: 'web', name: 'web' };
const step = (call: Call, needs: number[] = [], undo?: SingleAction[]): Step => ({
  summary: `${call.kind} ${call.network.name}`,
  cli: 'docker',
  call,
  needs,
  ...(undo ? { undo } : {}),
});
const spec = { name: 'fresh', driver: 'bridge', subnets: [] };
const fresh = network(newNativeId('n1'), 'fresh');
const create = step(
  { kind: 'create-network', hostId: 'h', network: fresh, spec },
  [],
  [{ kind: 'remove-network', networkId: fresh.id }],
);
const connect = (to: Named, needs: number[] = []) =>
  step(
    {
      kind: 'connect',
      hostId: 'h',
      network: to,
      container: web,
      aliases: [],
      wished: [],
      addressPreferred: false,
    },
    needs,
    [{ kind: 'disconnect', networkId: to.id, containerId: web.id }],
  );
const remove = (name: string, needs: number[] = []) =>
  step({ kind: 'remove-network', hostId: 'h', network: network(name) }, needs);

beforeEach(() => {
  called = [];
  looked = [];
  fails = new Set();
});

describe('the steps of a plan', () => {
  it('are done in order, each told as it ends; later ones get the real id of what was made', async () => {
    const told: [number, StepResult['status']][] = [];
    const result = await runSteps([create, connect(fresh, [0])], {
      hosts,
      progress: (at, { status }) => told.push([at, status]),
    });
    expect(called).toEqual(['create fresh', 'connect web made-fresh']);
    expect(told).toEqual([
      [0, 'done'],
      [1, 'done'],
    ]);
    expect(result.outcome).toBe('done');
    expect(result.undo).toEqual({
      kind: 'sequence',
      actions: [
        { kind: 'disconnect', networkId: 'network:h/made-fresh', containerId: web.id },
        { kind: 'remove-network', networkId: 'network:h/made-fresh' },
      ],
    });
    expect(result.finish).toBeUndefined();
    expect(looked).toHaveLength(2);
  });

  it('are not tried where what they need was not done; others are; what is left can be finished', async () => {
    fails.add('create fresh');
    const result = await runSteps([create, connect(fresh, [0]), remove('old')], { hosts });
    expect(result.steps.map(({ status }) => status)).toEqual(['failed', 'skipped', 'done']);
    expect(result.steps[0]?.error).toMatchObject({ message: 'No create fresh.', engine: 'nope' });
    expect(result.steps[1]?.error?.message).toBe('Not tried, for this was not done: create-network fresh.');
    expect(result.outcome).toBe('partial');
    expect(result.undo).toBeUndefined();
    expect(result.finish).toMatchObject({ actions: [{ kind: 'create-network' }, { kind: 'connect' }] });
    expect(actionSchema.parse(result.finish)).toEqual(result.finish);
  });

  it('left over after a network was made are about that network', async () => {
    fails.add('connect web made-fresh');
    const result = await runSteps([create, connect(fresh, [0])], { hosts });
    expect(result.finish).toMatchObject({ kind: 'connect', networkId: 'network:h/made-fresh' });
    expect(result.undo).toEqual({ kind: 'remove-network', networkId: 'network:h/made-fresh' });
  });

  it('of which none was done leave nothing to finish or to undo', async () => {
    fails.add('remove old');
    const result = await runSteps([remove('old')], { hosts });
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(result.finish ?? result.undo).toBeUndefined();
  });

  it('stop between two of them when asked', async () => {
    const stop = new AbortController();
    const result = await runSteps([remove('a'), remove('b')], {
      hosts,
      stop: stop.signal,
      progress: () => stop.abort(),
    });
    expect(called).toEqual(['remove a']);
    expect(result.steps[1]).toMatchObject({ status: 'skipped', error: { code: 'stopped' } });
    expect(result.finish).toEqual({ kind: 'remove-network', networkId: 'network:h/b' });
  });

  it('on a host that is gone fail by themselves', async () => {
    const call: Call = { kind: 'remove-network', hostId: 'gone', network: network('old') };
    const result = await runSteps([step(call), remove('b')], { hosts });
    expect(result.steps.map(({ status, error }) => [status, error?.code])).toEqual([
      ['failed', 'unknown-host'],
      ['done', undefined],
    ]);
  });

  it('let a fault of ours through: it is no answer of an engine', async () => {
    const broken = createHostAccess(
      new Map([['h', { id: 'h', client: fakeClient(), look: async () => undefined }]]),
    );
    await expect(runSteps([remove('old')], { hosts: broken })).rejects.toThrow(
      'the fake has no removeNetwork',
    );
  });
});
