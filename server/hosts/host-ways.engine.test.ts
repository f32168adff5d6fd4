import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Authority, type Issued, makeAuthority } from '#e2e/lab/certificates.ts';
import { openLab } from '#e2e/lab/lab.ts';
import { makeSshKey, type Sshd, startSshd } from '#e2e/lab/sshd.ts';
import { commandLine, shellQuote } from '#lib/actions/cli.ts';
import { connect } from '#server/engine/connect.ts';
import type { Failure } from '#server/failure.ts';
import { type Core, createCore } from '#server/patchbay.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { createHostRegistry, type HostRegistry } from './host-registry.ts';

/** Hosts added by TLS (host 1 demands certificates) and by ssh (host 2 has an sshd), as the page adds them. */
const lab = openLab({ name: 'hostways' });
const log = pino({ level: 'silent' });
let files: string;
let data: string;
let storage: Storage;
let core: Core;
let hosts: HostRegistry;
let authority: Authority;
let other: Authority;
let own: Issued;
let sshd: Sshd;

const addressOf = (index: number) => lab.hosts()[index - 1]?.address ?? '';
const tlsUrl = () => `tcp://${addressOf(1)}:2375`;
const sshUrl = () => `ssh://root@${addressOf(2)}:${sshd.port}`;
const path = (name: string) => join(files, name);
const host = (id: string) => core.hub.current().topology.hosts[id];
const live = (id: string) =>
  expect.poll(() => host(id)?.status, { timeout: 20_000, interval: 20 }).toBe('live');
/** What a test fails with: its code, and the field it is told at. */
const failing = async (request: Parameters<HostRegistry['test']>[0]) => {
  const failure: Failure = await hosts.test(request).then(
    () => expect.unreachable('the test succeeded'),
    (error) => error,
  );
  return { code: failure.code, at: Object.keys(failure.details?.fields ?? {}), failure };
};

async function open(): Promise<void> {
  storage = await openStorage(data);
  core = createCore([], log);
  hosts = await createHostRegistry({ ...core, store: storage.hosts, connect, log });
  core.start();
}
async function close(): Promise<void> {
  await core.stop();
  await storage.close();
}

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'patchbay-ways-'));
  chmodSync(files, 0o755);
  await lab.down();
  await lab.up(2, { tcp: true });
  [authority, other] = await Promise.all([makeAuthority(files, 'authority'), makeAuthority(files, 'other')]);
  const server = await authority.issue('server', { names: [`IP:${addressOf(1)}`] });
  own = await authority.issue('own');
  const demands = [
    '--tlsverify',
    '--tlscacert',
    authority.ca,
    '--tlscert',
    server.cert,
    '--tlskey',
    server.key,
  ];
  await lab.start(1, demands);
  const key = await makeSshKey(path('id'));
  writeFileSync(path('authorized_keys'), `${key.publicKey}\n`);
  sshd = await startSshd(lab, 2, files, { port: 2222 });
});
afterAll(async () => {
  await lab.down();
  rmSync(files, { recursive: true, force: true });
});
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'patchbay-ways-data-'));
  await open();
});
afterEach(async () => {
  await close();
  rmSync(data, { recursive: true, force: true });
});

describe('by TLS', () => {
  const way = (more: object = {}) => ({ url: tlsUrl(), tls: { ca: authority.ca, ...own, ...more } });

  it('a host is tested, added and read, and comes back with the next start', async () => {
    const test = await hosts.test(way());
    expect(test).toMatchObject({ engine: { flavour: 'docker' }, networks: 3, warnings: [] });
    expect(await hosts.add({ name: 'safe', ...way() })).toMatchObject({ tls: { ca: authority.ca, ...own } });
    await live('safe');
    expect(await hosts.test({ id: 'safe' })).toMatchObject({ networks: 3 });
    await close();
    await open();
    await live('safe');
    expect(host('safe')).toMatchObject({ origin: 'stored', tls: { ca: authority.ca, ...own }, warnings: [] });
  });

  it('each way to fail is told at its field', async () => {
    const strange = await other.issue('strange');
    const seen = [
      await failing(way({ ca: other.ca })),
      await failing(way({ serverName: 'elsewhere.example' })),
      await failing({ url: tlsUrl(), tls: { ca: authority.ca } }),
      await failing(way(strange)),
      await failing(way({ key: strange.key })),
      await failing({ url: tlsUrl() }),
      await failing({ ...way(), url: `tcp://${addressOf(2)}:2375` }),
    ];
    expect(seen.map(({ code, at }) => [code, ...at])).toEqual([
      ['tls-unknown-authority', 'tls.ca'],
      ['tls-wrong-name', 'tls.serverName'],
      ['tls-client-certificate', 'tls.cert'],
      ['tls-client-certificate', 'tls.cert'],
      ['invalid-fields', 'tls.key'],
      ['tls-required'],
      ['tls-not-spoken'],
    ]);
  });

  it('a host with the wrong authority says so, and is live once it is changed', async () => {
    await hosts.add({ name: 'safe', ...way({ ca: other.ca }) });
    await expect.poll(() => host('safe')?.status, { timeout: 20_000 }).toBe('unreachable');
    expect(host('safe')?.reason).toContain('no authority in');
    await hosts.change('safe', { name: 'safe', ...way() });
    await live('safe');
  });
});

describe('by ssh', () => {
  const way = (knownHosts: string) => ({ url: sshUrl(), ssh: { identityFile: path('id'), knownHosts } });

  it('a host that is not known is not logged in to; what is told of it makes it known', async () => {
    const known = path("it's known");
    writeFileSync(known, '');
    const before = sshd.log();
    const { code, at, failure } = await failing(way(known));
    expect([code, at]).toEqual(['ssh-host-key-unknown', ['ssh.knownHosts']]);
    const hostKey = failure.details?.hostKey;
    expect(`${hostKey?.line}\n`).toBe(sshd.knownHost);
    const shown = execFileSync('sh', ['-c', `cat ${path('hostkey-2222.pub')} | ssh-keygen -lf -`]).toString();
    expect(shown).toContain(` ${hostKey?.fingerprint} `);
    expect(sshd.log().slice(before.length)).not.toContain('Accepted');

    await hosts.add({ name: 'far', ...way(known) });
    await expect.poll(() => host('far')?.status, { timeout: 20_000 }).toBe('unreachable');
    expect(host('far')?.reason).toContain(`${hostKey?.fingerprint}`);
    const add = `${commandLine(['echo', hostKey?.line ?? ''])} >> ${shellQuote(hostKey?.file ?? '')}`;
    execFileSync('sh', ['-c', add]);
    await live('far');
    expect(await hosts.test({ id: 'far', ...way(known) })).toMatchObject({ networks: 3, warnings: [] });
    await close();
    await open();
    await live('far');
    expect(host('far')).toMatchObject({ url: sshUrl(), ssh: way(known).ssh });
  });

  it('each way to fail is told at its field', async () => {
    const known = path('known');
    writeFileSync(known, sshd.knownHost);
    const changed = path('changed');
    const stranger = await makeSshKey(path('stranger'));
    writeFileSync(changed, `[${addressOf(2)}]:2222 ${stranger.publicKey}\n`);
    const seen = [
      await failing(way(changed)),
      await failing({ ...way(known), ssh: { knownHosts: known, identityFile: stranger.path } }),
      await failing(way(path('none'))),
      await failing({ ...way(known), ssh: { knownHosts: known, identityFile: known } }),
      await failing({ ...way(known), url: `ssh://root:secret@${addressOf(2)}` }),
      await failing({ ...way(known), url: `ssh://root@${addressOf(2)}:2299` }),
    ];
    expect(seen.map(({ code, at }) => [code, ...at])).toEqual([
      ['ssh-host-key-changed', 'ssh.knownHosts'],
      ['ssh-key-refused', 'ssh.identityFile'],
      ['invalid-fields', 'ssh.knownHosts'],
      ['invalid-fields', 'ssh.identityFile'],
      ['invalid-fields', 'url'],
      ['connection-refused'],
    ]);
    expect(JSON.stringify(seen.map(({ failure }) => failure.message))).not.toContain('secret');
  });
});
