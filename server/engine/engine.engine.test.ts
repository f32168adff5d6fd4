import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { callEngine } from '#e2e/support/call-engine.ts';
import { createDockerClient } from './docker-client.ts';
import type { ConnectRequest, EngineClient } from './engine-client.ts';

/**
 * The client against a real engine. With RECORD=1 the engine's replies are written to `testdata`, where the
 * parsers' unit tests read them.
 */
const lab = openLab({ name: 'engine' });
let client: EngineClient;

const socket = () => {
  const host = lab.hosts()[0];
  if (!host) throw new Error('the lab has no host');
  return host.socket;
};
const serverSays = async (what: 'APIVersion' | 'Version') =>
  (await lab.docker(1, 'version', '-f', `{{.Server.${what}}}`)).trim();
const idOf = async (name: string) => (await lab.docker(1, 'inspect', '-f', '{{.Id}}', name)).trim();

beforeAll(async () => {
  await lab.down();
  await lab.up(1, { swarm: true, tcp: true });
  await lab.scene('basic');
  client = createDockerClient({ kind: 'unix', path: socket() });
});
afterAll(async () => {
  client?.close();
  await lab.down();
});

describe('reading', () => {
  it('settles the API version and knows the engine', async () => {
    expect(await client.ping()).toEqual({ apiVersion: await serverSays('APIVersion'), flavour: 'docker' });
    expect(await client.info()).toMatchObject({
      version: await serverSays('Version'),
      rootless: false,
      drivers: expect.arrayContaining(['bridge', 'overlay', 'macvlan']),
      swarm: { role: 'manager', address: lab.hosts()[0]?.address, clusterId: expect.any(String) },
    });
  });

  it('the list and an inspect say the same of every container', async () => {
    const { items, warnings } = await client.containers();
    expect(warnings).toEqual([]);
    expect(items.length).toBeGreaterThan(10);
    for (const listed of items) expect((await client.inspectContainer(listed.nativeId)).fact).toEqual(listed);
  });

  it('the list and an inspect say the same of every network but its members and peers', async () => {
    const { items, warnings } = await client.networks();
    expect(warnings).toEqual([]);
    for (const listed of items) {
      const { fact } = await client.inspectNetwork(listed.nativeId);
      const { members, ...rest } = fact;
      expect({ ...rest, peers: [] }).toEqual(listed);
      if (listed.name === 'mesh') expect(members.map(({ name }) => name)).toContain('m1');
    }
  });

  it('works over TCP, whatever DOCKER_HOST says', async () => {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = 'tcp://127.0.0.1:1';
    const host = lab.hosts()[0]?.address ?? '';
    const remote = createDockerClient({ kind: 'tcp', host, port: 2375 });
    try {
      expect((await remote.containers()).items.length).toBeGreaterThan(10);
    } finally {
      remote.close();
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    }
  });

  it('tells events from when it says so, until it is aborted', async () => {
    const ending = new AbortController();
    const events = await client.events(ending.signal);
    await lab.docker(1, 'network', 'connect', 'spare', 'plain');
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of events) {
        seen.push(`${event.type} ${event.action} ${event.attributes.name}`);
        if (event.action === 'disconnect') return;
      }
    })();
    await lab.docker(1, 'network', 'disconnect', 'spare', 'plain');
    await reading;
    ending.abort();
    expect(seen[0]).toBe('network connect spare');
    expect(seen.at(-1)).toBe('network disconnect spare');
  });

  it('fails with what is gone, and refuses what is no id', async () => {
    await expect(client.inspectContainer('0'.repeat(64))).rejects.toMatchObject({
      code: 'no-such-container',
    });
    await expect(client.inspectNetwork('0'.repeat(64))).rejects.toMatchObject({ code: 'no-such-network' });
    await expect(client.inspectNetwork('../containers/json')).rejects.toMatchObject({ code: 'invalid-id' });
    await expect(client.inspectContainer('a?b')).rejects.toMatchObject({ code: 'invalid-id' });
  });
});

describe('what the engine refuses, as a sentence', () => {
  const connect = async (network: string, container: string, more: Partial<ConnectRequest> = {}) =>
    client.connect({
      network: { nativeId: await idOf(network), name: network },
      container: { nativeId: await idOf(container), name: container },
      ...more,
    });
  const gone = { nativeId: '0'.repeat(64), name: 'ghost' };

  beforeAll(async () => {
    await lab.docker(1, 'network', 'create', '-d', 'overlay', 'closed');
  });

  it.each([
    ['already-connected', 'web', 'front', {}],
    ['already-connected', 'm1', 'mesh', {}],
    ['host-mode', 'plain', 'host', {}],
    ['none-mode', 'plain', 'none', {}],
    ['none-mode', 'nothing', 'back', {}],
    ['shared-sandbox', 'hosty', 'back', {}],
    ['shared-sandbox', 'rider', 'back', {}],
    ['no-fixed-address', 'web', 'bridge', { ipv4: '172.17.0.77' }],
    ['no-fixed-address', 'plain', 'back', { ipv4: '172.19.0.77' }],
    ['address-in-use', 'plain', 'front', { ipv4: '192.168.64.10' }],
    ['address-in-use', 'plain', 'front', { ipv4: '192.168.64.1' }],
    ['address-outside', 'plain', 'front', { ipv4: '10.1.2.3' }],
    ['not-attachable', 'plain', 'closed', {}],
    ['not-attachable', 'plain', 'ingress', {}],
  ] as const)('%s: %s to %s %j', async (code, container, network, more) => {
    const failure = await connect(network, container, more).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code, details: { engine: expect.any(String) } });
    expect(failure).toMatchObject({ message: expect.stringMatching(/^[A-Z0-9a-z].{20,}[.]$/) });
  });

  it('what is not there any more', async () => {
    const plain = { nativeId: await idOf('plain'), name: 'plain' };
    const back = { nativeId: await idOf('back'), name: 'back' };
    await expect(client.connect({ network: gone, container: plain })).rejects.toMatchObject({
      code: 'no-such-network',
    });
    await expect(client.connect({ network: back, container: gone })).rejects.toMatchObject({
      code: 'no-such-container',
    });
    await expect(client.disconnect({ network: back, container: plain })).rejects.toMatchObject({
      code: 'not-connected',
      message: expect.stringContaining('plain is not connected to back'),
    });
  });
});

/** Writes replies of this engine to `testdata`. */
async function recorder() {
  const version = (await serverSays('Version')).replace(/[+~].*/, '');
  const api = `/v${(await client.ping()).apiVersion}`;
  const folder = join(import.meta.dirname, 'testdata', `docker-${version}`);
  mkdirSync(folder, { recursive: true });
  const record = async (name: string, path: string) => {
    const { body } = await callEngine(socket(), `${api}${path}`);
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(body, undefined, 1)}\n`);
  };
  return { api, folder, record };
}

it.runIf(process.env.RECORD)('is recorded', async () => {
  const { api, folder, record } = await recorder();
  await record('info', '/info');
  await record('networks', '/networks');
  await record('containers', '/containers/json?all=1');
  for (const name of ['mesh', 'docker_gwbridge', 'front', 'six'])
    await record(`network-${name}`, `/networks/${name}`);
  for (const name of ['web', 'hub', 'sixer', 'gone', 'never', 'rider', 'hosty', 'nothing']) {
    await record(`container-${name}`, `/containers/${name}/json`);
  }
  const watcher = spawn('curl', ['-sN', '--unix-socket', socket(), `http://engine${api}/events`]);
  let events = '';
  watcher.stdout.on('data', (chunk: Buffer) => {
    events += chunk.toString();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await lab.docker(1, 'network', 'connect', 'spare', 'plain');
  await lab.docker(1, 'network', 'disconnect', 'spare', 'plain');
  await lab.docker(1, 'exec', 'plain', 'true');
  await lab.docker(1, 'network', 'create', 'shortlived');
  await lab.docker(1, 'network', 'rm', 'shortlived');
  await lab.docker(1, 'run', '--rm', '--network', 'mesh', 'busybox', 'true');
  await lab.docker(1, 'network', 'create', '-d', 'overlay', 'swarmwide');
  await lab.docker(1, 'network', 'rm', 'swarmwide');
  await lab.docker(1, 'network', 'prune', '-f');
  await new Promise((resolve) => setTimeout(resolve, 500));
  watcher.kill();
  writeFileSync(join(folder, 'events.jsonl'), events);
});

it.runIf(process.env.RECORD)('has its services recorded', async () => {
  const { record } = await recorder();
  await lab.scene('services');
  for (const name of ['services', 'tasks', 'nodes']) await record(name, `/${name}`);
});
