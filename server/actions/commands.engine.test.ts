import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import type { NetworkSpec } from '#lib/actions/network-spec.ts';
import type { Action, ConnectAction } from '#lib/actions/schema.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { isFailure } from '#server/failure.ts';
import { type Core, createCore } from '#server/patchbay.ts';

/**
 * The command that a plan shows does the same as the plan: what Patchbay makes on one host, a shell that runs the
 * command literally makes on its twin, and the engines' inspects of both are equal but for ids and times.
 */
const lab = openLab({ name: 'twins' });
let core: Core;
const topology = () => core.hub.current().topology;
const shell = promisify(execFile);

/** Runs a command line as a person would: pasted into a shell whose docker is the twin's. */
async function paste(line: string): Promise<void> {
  const { command, env } = lab.commandLine(2, 'docker', []);
  const path = `${command.slice(0, command.lastIndexOf('/'))}:${process.env.PATH}`;
  await shell('sh', ['-c', line], { env: { ...process.env, ...env, PATH: path }, timeout: 60_000 });
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never so: ${isSo}`);
    await sleep(5);
  }
}

beforeAll(async () => {
  await lab.down();
  await lab.up(2);
  const configs = lab.hosts().map(({ name, socket }) => {
    const url = parseHostUrl(`unix://${socket}`);
    if (!url.ok) throw new Error(url.message);
    return { id: name, name, url: url.url, address: url.address };
  });
  core = createCore(configs, pino({ level: 'silent' }));
  core.start();
  for (const index of [1, 2]) {
    await lab.docker(index, 'run', '-d', '--name', 'one', 'busybox', 'sleep', '9999');
  }
  await until(() => Object.values(topology().containers).filter(({ name }) => name === 'one').length === 2);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

const word = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,20}$/);
// What a shell would make something of.
const text = fc.oneof(
  word,
  fc.constantFrom(
    "it's",
    'a b',
    '$HOME',
    '`id`',
    '"',
    'a,b',
    'say "a, b"',
    '\\',
    '*',
    '&& false',
    '; exit 1',
    'a=b',
    '',
    '~',
    '#',
    'ü',
    '-x',
  ),
);
const labelKey = fc.oneof(word, fc.constantFrom('com.example.key', "o'clock", '$(id)'));
const optionKey = fc.oneof(labelKey, fc.constant('a b'));
const third = fc.integer({ min: 0, max: 255 });

const subnetSpec = fc
  .record({ third, gateway: fc.boolean(), ipRange: fc.boolean(), excluded: fc.boolean() })
  .map((want) => ({
    subnet: `10.81.${want.third}.0/24`,
    ...(want.gateway ? { gateway: `10.81.${want.third}.7` } : {}),
    ...(want.ipRange ? { ipRange: `10.81.${want.third}.128/25` } : {}),
    ...(want.excluded
      ? { excluded: { 'my router': `10.81.${want.third}.9`, b: `10.81.${want.third}.200` } }
      : {}),
  }));
const v6Spec = third.map((at) => ({ subnet: `fd81:${at.toString(16)}::/64` }));

const bridge = 'com.docker.network.bridge.';
const bridgeOptions = fc.record(
  {
    [`${bridge}enable_icc`]: fc.constantFrom('true', 'false'),
    [`${bridge}enable_ip_masquerade`]: fc.constantFrom('true', 'false'),
    [`${bridge}host_binding_ipv4`]: fc.constantFrom('127.0.0.1', '0.0.0.0'),
    'com.docker.network.driver.mtu': fc.integer({ min: 1280, max: 9000 }).map(String),
    'com.docker.network.container_iface_prefix': fc.constantFrom('net', 'lan'),
    'some.unknown/option': text,
  },
  { requiredKeys: [] },
);
const name = fc
  .oneof(word, fc.constantFrom("it's here", 'a b', '$HOME', '`id`', '*', 'ü', 'semi;colon'))
  .filter((each) => each.trim() === each);

const specs: fc.Arbitrary<NetworkSpec> = fc
  .record({
    name,
    kind: fc.constantFrom('bridge', 'bridge', 'bridge', 'macvlan', 'config'),
    subnet: fc.option(subnetSpec, { nil: undefined }),
    v6: fc.option(v6Spec, { nil: undefined }),
    flags: fc.record({ internal: fc.boolean(), attachable: fc.boolean() }, { requiredKeys: [] }),
    options: bridgeOptions,
    labels: fc.dictionary(labelKey, text, { maxKeys: 3 }),
  })
  .map(({ name: called, kind, subnet, v6, flags, options, labels }) => ({
    name: called,
    driver: kind === 'macvlan' ? 'macvlan' : 'bridge',
    subnets: [...(subnet ? [subnet] : []), ...(v6 ? [v6] : [])],
    ...(v6 ? { ipv6: true } : {}),
    ...(kind === 'config' ? { configOnly: true } : flags),
    ...(kind === 'bridge' ? { options } : kind === 'macvlan' ? { options: { parent: 'eth0' } } : {}),
    labels,
  }));

/** What an inspect tells but for what no two networks have in common. */
async function like(index: number, called: string): Promise<unknown> {
  const [{ Id, Created, Containers, ...rest }] = JSON.parse(
    await lab.docker(index, 'network', 'inspect', called),
  );
  expect([Id, Created, Containers]).toEqual([expect.any(String), expect.any(String), {}]);
  return rest;
}

it('a plan’s command makes the same network, for generated specs', { timeout: 600_000 }, async () => {
  let compared = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(specs, async (spec) => {
      const action: Action = { kind: 'create-network', hostIds: ['twins1'], spec };
      let cli: string;
      try {
        const plan = await core.actions.plan(action);
        cli = plan.steps[0]?.cli ?? '';
        const result = await core.actions.apply(action, { fingerprint: plan.fingerprint });
        expect(result.steps[0]?.error).toBeUndefined();
      } catch (error) {
        if (!isFailure(error)) throw error;
        refused++;
        return;
      }
      await paste(cli);
      const [ours, theirs] = [await like(1, spec.name), await like(2, spec.name)];
      await Promise.all([1, 2].map((index) => lab.docker(index, 'network', 'rm', spec.name)));
      expect(ours).toEqual(theirs);
      compared++;
    }),
    { numRuns: 80, endOnFailure: true },
  );
  expect(compared).toBeGreaterThanOrEqual(60);
  expect(refused).toBeLessThan(20);
});

it('a plan’s command makes the same endpoint, for generated connects', { timeout: 300_000 }, async () => {
  for (const index of [1, 2])
    await lab.docker(
      index,
      'network',
      'create',
      '--subnet',
      '10.82.0.0/24',
      '--ipv6',
      '--subnet',
      'fd82::/64',
      'dual net',
    );
  await until(
    () => Object.values(topology().networks).filter(({ name: called }) => called === 'dual net').length === 2,
  );
  const byName = <T extends { name: string; hostId?: string; hostIds?: string[] }>(
    map: Record<string, T>,
    called: string,
  ) =>
    Object.values(map).find(
      (each) => each.name === called && (each.hostId ?? each.hostIds?.[0]) === 'twins1',
    );
  const networkId = byName(topology().networks, 'dual net')?.id ?? '';
  const containerId = byName(topology().containers, 'one')?.id ?? '';
  const wishes: fc.Arbitrary<Partial<ConnectAction>> = fc.record(
    {
      ipv4: fc.integer({ min: 20, max: 250 }).map((last) => `10.82.0.${last}`),
      ipv6: fc.integer({ min: 0x20, max: 0xfff }).map((last) => `fd82::${last.toString(16)}`),
      aliases: fc.uniqueArray(word, { maxLength: 3 }),
      driverOptions: fc.dictionary(optionKey, text, { maxKeys: 2 }),
    },
    { requiredKeys: [] },
  );
  const endpoint = async (index: number) => {
    const all = JSON.parse(
      await lab.docker(index, 'inspect', '-f', '{{json .NetworkSettings.Networks}}', 'one'),
    );
    const id = (await lab.docker(index, 'inspect', '-f', '{{.Id}}', 'one')).slice(0, 12);
    const { NetworkID: _n, EndpointID: _e, Aliases, ...rest } = all['dual net'];
    return { ...rest, Aliases: (Aliases ?? []).filter((alias: string) => alias !== id) };
  };
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async (wish) => {
      const action: Action = { kind: 'connect', networkId, containerId, ...wish };
      const plan = await core.actions.plan(action);
      const result = await core.actions.apply(action, { fingerprint: plan.fingerprint });
      expect(result.steps[0]?.error).toBeUndefined();
      await paste(plan.steps[0]?.cli ?? '');
      const [ours, theirs] = [await endpoint(1), await endpoint(2)];
      await Promise.all([1, 2].map((index) => lab.docker(index, 'network', 'disconnect', 'dual net', 'one')));
      await until(
        () =>
          !Object.values(topology().endpoints).some(
            (each) => each.containerId === containerId && each.networkId === networkId,
          ),
      );
      expect(ours).toEqual(theirs);
      compared++;
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(compared).toBeGreaterThanOrEqual(20);
});
