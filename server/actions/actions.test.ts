import { beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '#lib/actions/schema.ts';
import { mergeOnce } from '#lib/topology/merge.ts';
import type { HostStatus, Topology } from '#lib/topology/model.ts';
import type { AttachmentFact, ContainerFact } from '#lib/topology/snapshot.ts';
import { container, network } from '#server/collect/testfacts.ts';
import type { Touched } from '#server/collect/touched.ts';
import type { ConnectRequest, DisconnectRequest, EndpointInspection } from '#server/engine/engine-client.ts';
import { EngineError, type EngineErrorKind } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { type Actions, createActions } from './actions.ts';
import type { Applied } from './applied.ts';
import { createDetails, type Details } from './details.ts';
import { createHostAccess } from './host-access.ts';
import { createSerializer } from './serializer.ts';

const webId = 'a'.repeat(64);
const ids = {
  web: `container:h/${webId}`,
  back: 'network:h/back',
  shop: 'network:h/shop',
};

/** A host with one container, whose memberships connect and disconnect change. */
let members: Map<string, EndpointInspection>;
let refusals: EngineErrorKind[];
let done: (ConnectRequest | DisconnectRequest)[];
let looked: number;
let lookedAt: string[];
let inspectFails: boolean;
let status: HostStatus;
let recorded: Applied[];
let unrecorded: string | undefined;
let actions: Actions;
let details: Details;

const endpoint = (name: string, more: Partial<EndpointInspection> = {}): EndpointInspection => ({
  networkName: name,
  networkNativeId: name,
  endpointId: `e-${name}`,
  aliases: [],
  dnsNames: [],
  ...more,
});
const attachment = ({
  networkName,
  networkNativeId,
  endpointId,
  ipv4,
}: EndpointInspection): AttachmentFact => ({
  networkName,
  networkNativeId,
  endpointId,
  ...(ipv4 ? { ipv4 } : {}),
});
const webFact = (): ContainerFact =>
  container('web', {
    nativeId: webId,
    networkMode: 'back',
    attachments: [...members.values()].map(attachment),
  });
const topology = (): Topology =>
  mergeOnce([
    {
      id: 'h',
      name: 'h',
      url: 'unix:///h',
      status,
      lastSeen: '2026-01-01T00:00:00.000Z',
      snapshot: {
        engine: { flavour: 'docker', version: '20.10.24', apiVersion: '1.41' },
        drivers: ['bridge'],
        rootless: false,
        warnings: [],
        networks: ['back', 'shop'].map((name, i) =>
          network(name, { ipam: { driver: 'default', subnets: [{ subnet: `10.0.${i}.0/24` }] } }),
        ),
        containers: [webFact()],
      },
    },
  ]);

beforeEach(() => {
  members = new Map([
    [
      'back',
      endpoint('back', { ipv4: '10.0.0.2', fixedIpv4: '10.0.0.2', aliases: ['db'], dnsNames: ['web', 'db'] }),
    ],
  ]);
  refusals = [];
  done = [];
  looked = 0;
  lookedAt = [];
  inspectFails = false;
  status = 'live';
  const change = async (request: ConnectRequest | DisconnectRequest, work: () => void) => {
    const kind = refusals.shift();
    if (kind) throw new EngineError({ kind, message: `It is ${kind}.`, words: kind });
    done.push(request);
    work();
  };
  const client = fakeClient({
    inspectContainer: async () => {
      if (inspectFails) throw new EngineError({ kind: 'engine-timeout', message: 'No answer.' });
      return {
        fact: webFact(),
        pid: 5,
        endpoints: [...members.values()],
        askedPorts: [{ hostPort: '8080', containerPort: 80, protocol: 'tcp' as const }],
        links: [
          { to: 'gone', alias: 'db' },
          { to: 'web', alias: 'self' },
        ],
      };
    },
    inspectNetwork: async (nativeId) => ({
      fact: {
        ...network(nativeId),
        members: members.has(nativeId)
          ? [{ key: webId, name: 'web', endpointId: 'e', ipv4: '10.0.0.2' }]
          : [],
      },
      created: '2026-01-01T00:00:00Z',
    }),
    connect: (request) =>
      change(request, () =>
        members.set(
          request.network.nativeId,
          endpoint(request.network.nativeId, {
            ipv4: request.ipv4 ?? '10.0.1.77',
            aliases: [...(request.aliases ?? [])],
          }),
        ),
      ),
    disconnect: (request) => change(request, () => members.delete(request.network.nativeId)),
  });
  const hub = { current: () => ({ epoch: 'e', version: 1, topology: topology() }), flush: () => undefined };
  const look = async ({ containers = [] }: Partial<Touched>) => {
    looked += 1;
    lookedAt.push(...containers);
  };
  const access = createHostAccess(new Map([['h', { id: 'h', client, look }]]));
  recorded = [];
  unrecorded = undefined;
  const record = async (applied: Applied) => {
    recorded.push(applied);
    return unrecorded;
  };
  actions = createActions({ hub, hosts: access, record });
  details = createDetails(hub, access);
});

const connect: Action = { kind: 'connect', networkId: ids.shop, containerId: ids.web };
const disconnect: Action = { kind: 'disconnect', networkId: ids.back, containerId: ids.web };

describe('a plan', () => {
  it('changes nothing', async () => {
    const plan = await actions.plan(connect);
    expect(plan.steps).toMatchObject([{ host: 'h', cli: 'docker network connect shop web' }]);
    expect(done).toEqual([]);
  });

  it('of a disconnect knows what only an inspect tells, for its undo', async () => {
    expect((await actions.plan(disconnect)).undo).toEqual({
      kind: 'connect',
      networkId: ids.back,
      containerId: ids.web,
      ipv4: '10.0.0.2',
      aliases: ['db'],
      addressPreferred: true,
    });
  });

  it.each<[Partial<Action>, string, number]>([
    [{ containerId: 'container:h/nope' }, 'unknown-container', 404],
    [{ containerId: 'container:elsewhere/x' }, 'unknown-container', 404],
    [{ networkId: 'network:h/nope' }, 'unknown-network', 404],
    [{ networkId: ids.back }, 'already-member', 409],
    [{ ipv4: '10.9.9.9' } as Partial<Action>, 'invalid-fields', 400],
  ])('that can not be is refused: %j', async (more, code, status) => {
    const action = { ...connect, ...more } as Action;
    const plan = (async () => actions.plan(action))();
    await expect(plan).rejects.toMatchObject({ code, status, message: expect.stringMatching(/\.$/) });
  });
});

describe('applying', () => {
  it('does what was planned, by id, and looks before and after', async () => {
    const { fingerprint } = await actions.plan(connect);
    const result = await actions.apply(connect, { fingerprint });
    expect(result).toMatchObject({
      outcome: 'done',
      steps: [{ summary: 'Connect web to shop', status: 'done' }],
    });
    expect(result.undo).toEqual({ kind: 'disconnect', networkId: ids.shop, containerId: ids.web });
    expect(done).toMatchObject([
      { network: { nativeId: 'shop', name: 'shop' }, container: { nativeId: webId, name: 'web' } },
    ]);
    expect(looked).toBe(2);
  });

  it('and its undo lead back to the address and the alias', async () => {
    const before = structuredClone(members);
    const { undo } = await actions.apply(disconnect);
    expect(members.size).toBe(0);
    if (!undo) throw new Error('no undo');
    await actions.apply(undo);
    expect(members.get('back')).toMatchObject({ ipv4: '10.0.0.2', aliases: ['db'] });
    expect(before.get('back')?.ipv4).toBe('10.0.0.2');
  });

  it('and an undo that would do something else by now is refused', async () => {
    const { undo, undoFingerprint } = await actions.apply(connect);
    if (!undo || !undoFingerprint) throw new Error('no undo');
    members.set('shop', endpoint('shop', { ipv4: '10.0.1.9', aliases: ['others-use-this'] }));
    await expect(actions.apply(undo, { fingerprint: undoFingerprint })).rejects.toMatchObject({
      code: 'plan-changed',
    });
    members.set('shop', endpoint('shop', { ipv4: '10.0.1.77' }));
    expect(await actions.apply(undo, { fingerprint: undoFingerprint })).toMatchObject({ outcome: 'done' });
  });

  it('is done, also when what came of it can’t be read', async () => {
    inspectFails = true;
    const result = await actions.apply({ ...connect, ipv4: '10.0.1.5', addressPreferred: true } as Action);
    expect(result).toMatchObject({ outcome: 'done', undo: { kind: 'disconnect' } });
    expect(result.steps[0]?.summary).toContain('10.0.1.5 could not be read');
  });

  it('looks at nothing that is not in the picture', async () => {
    const byName = { ...connect, containerId: 'container:h/web' };
    await expect(actions.apply(byName)).rejects.toMatchObject({ code: 'unknown-container' });
    expect(lookedAt).toEqual([]);
  });

  it('what would do something else than was shown is not done, and the new plan is told', async () => {
    const { fingerprint } = await actions.plan(disconnect);
    members.set('back', endpoint('back', { ipv4: '10.0.0.9', aliases: ['other'] }));
    await expect(actions.apply(disconnect, { fingerprint })).rejects.toMatchObject({
      code: 'plan-changed',
      status: 409,
      details: { plan: { fingerprint: expect.not.stringMatching(fingerprint) } },
    });
    expect(done).toEqual([]);
  });

  it('what the engine refuses is a failed step with its sentence and words', async () => {
    refusals = ['address-in-use'];
    const result = await actions.apply({ ...connect, ipv4: '10.0.1.5' } as Action);
    expect(result).toEqual({
      outcome: 'failed',
      steps: [
        {
          summary: expect.stringContaining('Connect web to shop'),
          host: 'h',
          status: 'failed',
          error: { code: 'address-in-use', message: 'It is address-in-use.', engine: 'address-in-use' },
        },
      ],
    });
    expect(looked).toBe(2);
  });

  it.each(['no-fixed-address', 'address-in-use', 'address-outside'] as const)(
    'a preferred address that is refused (%s) is given up, and the step says what it got',
    async (refusal) => {
      refusals = [refusal];
      const result = await actions.apply({ ...connect, ipv4: '10.0.1.5', addressPreferred: true } as Action);
      expect(result.outcome).toBe('done');
      expect(result.steps[0]?.summary).toContain('10.0.1.5 could not be had, it got 10.0.1.77');
      expect(done).toHaveLength(1);
      expect(done[0]).not.toHaveProperty('ipv4');
    },
  );

  it('a preferred address that is had needs no word', async () => {
    const result = await actions.apply({ ...connect, ipv4: '10.0.1.5', addressPreferred: true } as Action);
    expect(result.steps[0]?.summary).not.toContain('could not');
    expect(done[0]).toMatchObject({ ipv4: '10.0.1.5' });
  });

  it('two at once go one after the other, the second on what the first left', async () => {
    const [first, second] = await Promise.allSettled([actions.apply(connect), actions.apply(connect)]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { outcome: 'done' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'already-member' } });
    expect(done).toHaveLength(1);
  });
});

describe('details', () => {
  it('of a container', async () => {
    expect(await details.container(ids.web)).toEqual({
      id: ids.web,
      name: 'web',
      image: 'busybox',
      state: 'running',
      networkMode: 'back',
      pid: 5,
      endpoints: [
        {
          networkId: ids.back,
          networkName: 'back',
          endpointId: 'e-back',
          ipv4: '10.0.0.2',
          fixedIpv4: '10.0.0.2',
          aliases: ['db'],
          dnsNames: ['web', 'db'],
        },
      ],
      askedPorts: [{ hostPort: '8080', containerPort: 80, protocol: 'tcp' }],
      links: [
        { to: 'gone', alias: 'db' },
        { to: 'web', containerId: ids.web, alias: 'self' },
      ],
      linkedFrom: [],
    });
  });

  it('of a network', async () => {
    expect(await details.network(ids.back)).toEqual({
      id: ids.back,
      name: 'back',
      created: '2026-01-01T00:00:00Z',
      members: [{ hostId: 'h', key: webId, name: 'web', endpointId: 'e', ipv4: '10.0.0.2' }],
      addressesInUse: ['10.0.0.2'],
    });
  });

  it('of what is not there fail', async () => {
    await expect(details.network('network:h/nope')).rejects.toMatchObject({ status: 404 });
    await expect(details.network('__proto__')).rejects.toMatchObject({ status: 404 });
    await expect(details.container('container:nope/x')).rejects.toMatchObject({ status: 404 });
    await expect(details.container('nonsense')).rejects.toMatchObject({ status: 404 });
    await expect(details.container('container:h/web')).rejects.toMatchObject({ status: 404 });
  });

  it('of a host that does not answer are what was last seen, without a wait', async () => {
    status = 'stale';
    await expect(details.container(ids.web)).rejects.toMatchObject({ status: 503, code: 'host-not-live' });
    expect((await details.network(ids.back)).members).toMatchObject([{ name: 'web', endpointId: '' }]);
  });
});

describe('createSerializer', () => {
  it('keeps the order by key, and goes on after a failure', async () => {
    const serialize = createSerializer();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const work = (name: string, wait?: Promise<void>) => async () => {
      await wait;
      order.push(name);
      if (name === 'a1') throw new Error('no');
      return name;
    };
    const all = [
      serialize('a', work('a1', gate.promise)),
      serialize('a', work('a2')),
      serialize('b', work('b1')),
    ];
    await new Promise(setImmediate);
    expect(order).toEqual(['b1']);
    gate.resolve();
    await expect(all[0]).rejects.toThrow('no');
    expect(await all[1]).toBe('a2');
    expect(order).toEqual(['b1', 'a1', 'a2']);
  });
});

describe('the record', () => {
  it('has who did what, on which host, by which plan, and what came of it', async () => {
    const result = await actions.apply(connect, { who: 'Ada' });
    expect(recorded).toMatchObject([
      {
        who: 'Ada',
        action: connect,
        summary: 'Connect web to shop',
        hosts: [{ id: 'h', name: 'h' }],
        plan: { steps: [{ cli: 'docker network connect shop web' }] },
        result: { outcome: 'done' },
        undo: ['Disconnect web from shop'],
      },
    ]);
    expect(result.unrecorded).toBeUndefined();
  });

  it('has what was refused, with the reason, and whether there was a plan', async () => {
    await expect(actions.apply(connect, { fingerprint: 'other' })).rejects.toThrow();
    const own = [{ containerId: ids.web, reason: 'Patchbay itself runs in web.' }];
    await expect(actions.apply(disconnect, { confirmation: 'no' }, own)).rejects.toThrow();
    status = 'stale';
    await expect(actions.apply(connect)).rejects.toThrow();
    expect(recorded).toMatchObject([
      { refusal: { code: 'plan-changed' }, plan: { steps: [{}] } },
      { refusal: { code: 'confirmation-needed' }, plan: { confirm: { text: 'web' } } },
      { refusal: { code: 'host-not-live' }, summary: 'Connect web to shop' },
    ]);
    expect(recorded.map(({ begun, result }) => [begun, result])).toEqual(Array(3).fill([false, undefined]));
    expect(recorded[2]?.plan).toBeUndefined();
    expect(done).toEqual([]);
  });

  it('that could not be kept is told with the result: what was done is done', async () => {
    unrecorded = 'This could not be recorded.';
    const result = await actions.apply(connect);
    expect(result).toMatchObject({ outcome: 'done', unrecorded: 'This could not be recorded.' });
    expect(done).toHaveLength(1);
  });

  it('has a plan’s typed confirmation: only the right text does it, and the way back asks for it, too', async () => {
    const own = [{ containerId: ids.web, reason: 'Patchbay itself runs in web.' }];
    const plan = await actions.plan(disconnect, own);
    expect(plan.confirm).toEqual({ text: 'web', reason: 'Patchbay itself runs in web.' });
    const { fingerprint } = plan;
    await expect(actions.apply(disconnect, { fingerprint }, own)).rejects.toMatchObject({
      code: 'confirmation-needed',
    });
    const result = await actions.apply(disconnect, { fingerprint, confirmation: 'web' }, own);
    expect(result.outcome).toBe('done');
    expect(recorded.map(({ refusal }) => refusal?.code)).toEqual(['confirmation-needed', undefined]);

    const back = await actions.apply(connect, {}, own);
    const undo = await actions.plan(back.undo ?? connect, own);
    expect(undo.confirm?.text).toBe('web');
    expect(back.undoFingerprint).toBe(undo.fingerprint);
  });
});
