import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { callEngine } from '#e2e/support/call-engine.ts';
import { createDockerClient } from './docker-client.ts';
import type { EngineClient } from './engine-client.ts';

/** How engines differ, by version: what the rest of `server/engine` allows for, seen on each of them. */
const lab = openLab({ name: 'versions' });

interface Manners {
  /** The major version from which on it is so, as far as seen. */
  since: number;
  /** The events when a container is killed, in their order. */
  killed: string[];
  /** The events when a container that does not run is disconnected. */
  leftWhileStopped: string[];
  /** `Aliases` has the container's short id. */
  shortIdAmongAliases: boolean;
  listsDnsNames: boolean;
  /** What it says to connecting a container to the host network. */
  toHost: string;
  /** Its status for an address outside the subnet. */
  outside: number;
  /** A bridge's veth is made inside the container's namespace, so that its index starts anew there. */
  vethMadeInside: boolean;
  /** A running container whose first network is gone can be connected to no other. */
  needsFirstNetwork: boolean;
}

const table: Manners[] = [
  {
    since: 20,
    killed: ['kill', 'die', 'disconnect'],
    leftWhileStopped: ['disconnect'],
    shortIdAmongAliases: true,
    listsDnsNames: false,
    toHost: 'container cannot be disconnected from host network or connected to host network',
    outside: 500,
    vethMadeInside: false,
    needsFirstNetwork: false,
  },
  {
    since: 26,
    killed: ['kill', 'disconnect', 'die'],
    leftWhileStopped: ['disconnect'],
    shortIdAmongAliases: false,
    listsDnsNames: true,
    toHost: 'container cannot be disconnected from host network or connected to host network',
    outside: 400,
    vethMadeInside: false,
    needsFirstNetwork: true,
  },
  {
    since: 28,
    killed: ['kill', 'disconnect', 'die'],
    leftWhileStopped: [],
    shortIdAmongAliases: false,
    listsDnsNames: true,
    toHost: 'cannot connect container to host network - container must be created in host network mode',
    outside: 400,
    vethMadeInside: true,
    needsFirstNetwork: true,
  },
];

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { releases: { 2: 'trixie', 3: 'sid' } });
});
afterAll(() => lab.down());

it('the engines of the lab are of three versions', async () => {
  const versions = await Promise.all(
    lab.hosts().map(({ index }) => lab.docker(index, 'version', '-f', '{{.Server.Version}}')),
  );
  const majors = versions.map((version) => Number.parseInt(version, 10));
  expect(majors).toEqual([...new Set(majors)].sort((a, b) => a - b));
});

describe.each([1, 2, 3])('the engine of host %i', (index) => {
  let client: EngineClient;
  let manners: Manners;
  let socket: string;

  const docker = async (...args: string[]) => (await lab.docker(index, ...args)).trim();
  const idOf = (name: string) => docker('inspect', '-f', '{{.Id}}', name);
  const networkId = (name: string) => docker('network', 'inspect', '-f', '{{.Id}}', name);

  /** The events of what `work` does, as `action name`; an event that is told twice in a row counts once. */
  async function eventsOf(work: () => Promise<unknown>): Promise<string[]> {
    const ending = new AbortController();
    const seen: string[] = [];
    const events = await client.events(ending.signal);
    const reading = (async () => {
      for await (const { type, action, attributes } of events) {
        if (type === 'network' || type === 'container') seen.push(`${action} ${attributes.name}`);
      }
    })();
    await work();
    await docker('network', 'create', 'last');
    await expect.poll(() => seen, { timeout: 20_000 }).toContain('create last');
    // Some engines tell a disconnect again a little later.
    await sleep(300);
    ending.abort();
    await reading.catch(() => undefined);
    await docker('network', 'rm', 'last');
    return seen.filter((event, at) => event !== seen[at - 1] && !event.endsWith(' last'));
  }

  beforeAll(async () => {
    socket = lab.hosts()[index - 1]?.socket ?? '';
    client = createDockerClient({ kind: 'unix', path: socket });
    await client.ping();
    const major = Number.parseInt((await client.info()).version, 10);
    const found = table.findLast(({ since }) => since <= major);
    if (!found) throw new Error(`The table has nothing of version ${major}.`);
    manners = found;
    await docker('network', 'create', '--subnet', '10.60.0.0/24', 'fixed');
    await docker('network', 'create', 'auto');
    await docker(
      'run',
      '-d',
      '--name',
      'one',
      '--network',
      'auto',
      '--network-alias',
      'uno',
      'busybox',
      'sleep',
      '9999',
    );
    await docker('create', '--name', 'idle', '--network', 'auto', 'busybox', 'sleep', '9999');
  });
  afterAll(() => client?.close());

  it('tells what happens to a container that runs', async () => {
    expect(await eventsOf(() => docker('network', 'connect', 'fixed', 'one'))).toEqual(['connect fixed']);
    expect(await eventsOf(() => docker('network', 'disconnect', 'fixed', 'one'))).toEqual([
      'disconnect fixed',
    ]);
    expect(await eventsOf(() => docker('start', 'idle'))).toEqual(['connect auto', 'start idle']);
    const killed = await eventsOf(() => docker('kill', 'idle'));
    expect(killed).toEqual(
      manners.killed.map((action) => `${action} ${action === 'disconnect' ? 'auto' : 'idle'}`),
    );
  });

  it('does not tell that a container which does not run was connected', async () => {
    expect(await eventsOf(() => docker('network', 'connect', 'fixed', 'idle'))).toEqual([]);
    const left = await eventsOf(() => docker('network', 'disconnect', 'fixed', 'idle'));
    expect(left).toEqual(manners.leftWhileStopped.map((action) => `${action} fixed`));
  });

  it('tells of networks that are made, removed and pruned', async () => {
    const made = await eventsOf(async () => {
      await docker('network', 'create', 'brief');
      await docker('network', 'rm', 'brief');
    });
    expect(made).toEqual(['create brief', 'destroy brief']);
    await docker('network', 'create', 'unused');
    const pruned = await eventsOf(() => docker('network', 'prune', '-f', '--filter', 'label!=keep'));
    expect(pruned).toContain('destroy unused');
    expect(pruned.at(-1)).toBe('prune undefined');
    await docker('network', 'create', '--subnet', '10.60.0.0/24', 'fixed');
  });

  it('gives aliases, DNS names and gateways that read the same', async () => {
    const id = await idOf('one');
    const { endpoints } = await client.inspectContainer(id);
    expect(endpoints[0]).toMatchObject({ aliases: ['uno'], dnsNames: ['one', 'uno', id.slice(0, 12)] });
    const { body } = await callEngine(socket, `/containers/${id}/json`);
    const raw = body as {
      NetworkSettings: { Networks: { auto: { Aliases: string[]; DNSNames?: string[] } } };
    };
    const { Aliases, DNSNames } = raw.NetworkSettings.Networks.auto;
    expect(Aliases.includes(id.slice(0, 12))).toBe(manners.shortIdAmongAliases);
    expect(DNSNames !== undefined).toBe(manners.listsDnsNames);
    expect((await client.inspectNetwork(await networkId('auto'))).fact.ipam.subnets[0]).toHaveProperty(
      'gateway',
    );
  });

  it('refuses in its own words, which mean the same', async () => {
    const container = { nativeId: await idOf('one'), name: 'one' };
    const connect = async (name: string, ipv4?: string) =>
      client.connect({
        network: { nativeId: await networkId(name), name },
        container,
        ...(ipv4 === undefined ? {} : { ipv4 }),
      });
    await expect(connect('host')).rejects.toMatchObject({
      code: 'host-mode',
      details: { engine: manners.toHost },
    });
    await expect(connect('fixed', '10.9.0.2')).rejects.toMatchObject({ code: 'address-outside' });
    const outside = { Container: 'one', EndpointConfig: { IPAMConfig: { IPv4Address: '10.9.0.2' } } };
    expect((await callEngine(socket, '/networks/fixed/connect', outside)).status).toBe(manners.outside);
    await expect(connect('fixed', '10.60.0.255')).rejects.toMatchObject({ code: 'address-in-use' });
    await expect(connect('bridge', '172.17.0.77')).rejects.toMatchObject({ code: 'no-fixed-address' });
  });

  it('connects a container whose first network is gone, or says what it wants', async () => {
    await docker('network', 'create', 'first');
    await docker('run', '-d', '--name', 'lost', '--network', 'first', 'busybox', 'sleep', '9999');
    await docker('network', 'disconnect', 'first', 'lost');
    await docker('network', 'rm', 'first');
    const request = {
      network: { nativeId: await networkId('auto'), name: 'auto' },
      container: { nativeId: await idOf('lost'), name: 'lost' },
    };
    if (manners.needsFirstNetwork) {
      await expect(client.connect(request)).rejects.toMatchObject({
        code: 'mode-network-gone',
        message: expect.stringMatching(/^lost was created on the network first, /),
      });
      // As the sentence says.
      await docker('network', 'create', 'first');
    }
    await client.connect(request);
    expect((await client.inspectContainer(request.container.nativeId)).fact.attachments).toMatchObject([
      { networkName: 'auto' },
    ]);
  });

  it('makes a veth where it makes it', async () => {
    const index = Number(await docker('exec', 'one', 'cat', '/sys/class/net/eth0/ifindex'));
    expect(index < 4).toBe(manners.vethMadeInside);
  });
});
