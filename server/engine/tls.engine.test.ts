import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, type Issued, makeAuthority } from '#e2e/lab/certificates.ts';
import { openLab } from '#e2e/lab/lab.ts';
import { run } from '#e2e/lab/run.ts';
import { readConfig } from '#server/config/config.ts';
import type { TlsSettings } from '#server/config/tls-settings.ts';
import { createDockerClient } from './docker-client.ts';

/** TLS with real engines: host 1 demands it (`--tlsverify`), host 2 speaks plain HTTP. */
const lab = openLab({ name: 'tls' });
let folder: string;
let authority: Authority;
let other: Authority;
let good: TlsSettings;
let servers: Record<'good' | 'misnamed', Issued>;

const addressOf = (index: number) => lab.hosts()[index - 1]?.address ?? '';
/** Restarts the engine of host 1 with this certificate. */
const serveWith = ({ cert, key }: Issued) =>
  lab.start(1, ['--tlsverify', '--tlscacert', authority.ca, '--tlscert', cert, '--tlskey', key]);
const ask = async (tls: TlsSettings | undefined, index = 1) => {
  const address = { kind: 'tcp' as const, host: addressOf(index), port: 2375, ...(tls ? { tls } : {}) };
  const client = createDockerClient(address);
  try {
    return { ...(await client.ping()), networks: (await client.networks()).items.length };
  } finally {
    client.close();
  }
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-tls-'));
  await lab.down();
  await lab.up(2, { tcp: true });
  [authority, other] = await Promise.all([
    makeAuthority(folder, 'authority'),
    makeAuthority(folder, 'other'),
  ]);
  const names = [`IP:${addressOf(1)}`];
  servers = {
    good: await authority.issue('server', { names }),
    misnamed: await authority.issue('misnamed', { names: ['DNS:elsewhere.example'] }),
  };
  good = { ca: authority.ca, ...(await authority.issue('client')) };
  await serveWith(servers.good);
});
afterAll(async () => {
  await lab.down();
  rmSync(folder, { recursive: true, force: true });
});

it('reads an engine that demands certificates', async () => {
  const apiVersion = (await lab.docker(1, 'version', '-f', '{{.Server.APIVersion}}')).trim();
  expect(await ask(good)).toEqual({ apiVersion, flavour: 'docker', networks: 3 });
  const { ca: _, ...unchecked } = good;
  expect(await ask({ ...unchecked, insecureSkipVerify: true })).toMatchObject({ networks: 3 });
});

it('finds its way by a context that the docker command made, and by its variables', async () => {
  const { command, env } = lab.commandLine(1, 'docker', []);
  const url = `tcp://${addressOf(1)}:2375`;
  const docker = { ...env, DOCKER_CONFIG: join(folder, 'docker'), DOCKER_HOST: '' };
  const endpoint = `host=${url},ca=${good.ca},cert=${good.cert},key=${good.key}`;
  await run(command, ['context', 'create', 'lab', '--docker', endpoint], { env: docker });
  await run(command, ['context', 'use', 'lab'], { env: docker });
  for (const [name, path] of Object.entries(good)) copyFileSync(`${path}`, join(folder, `${name}.pem`));
  const verified = { DOCKER_HOST: url, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
  for (const own of [{ DOCKER_CONFIG: docker.DOCKER_CONFIG }, verified]) {
    const read = readConfig(own);
    const address = read.ok ? read.config.hosts[0]?.address : undefined;
    expect(address).toMatchObject({ kind: 'tcp', tls: { ca: expect.stringContaining('ca.pem') } });
    expect(address?.kind === 'tcp' && (await ask(address.tls))).toMatchObject({ networks: 3 });
  }
});

describe('what fails is told as what it is', () => {
  it('no certificate of ours', async () => {
    const tls = { ca: authority.ca };
    await expect(ask(tls)).rejects.toMatchObject({
      code: 'tls-client-certificate',
      message: expect.stringContaining('tls.cert'),
    });
  });

  it('a certificate of ours that another authority signed', async () => {
    const tls = { ca: authority.ca, ...(await other.issue('stranger')) };
    await expect(ask(tls)).rejects.toMatchObject({
      code: 'tls-client-certificate',
      message: expect.stringContaining('stranger.pem'),
    });
  });

  it('a certificate of ours that has expired; renewed, it counts at once', async () => {
    const files = await authority.issue('old', { days: -1 });
    const tls = { ca: authority.ca, ...files };
    await expect(ask(tls)).rejects.toMatchObject({ code: 'tls-client-expired' });
    const client = createDockerClient({ kind: 'tcp', host: addressOf(1), port: 2375, tls });
    await expect(client.ping()).rejects.toMatchObject({ code: 'tls-client-expired' });
    const renewed = await authority.issue('renewed');
    copyFileSync(renewed.cert, files.cert);
    copyFileSync(renewed.key, files.key);
    expect(await client.ping()).toMatchObject({ flavour: 'docker' });
    client.close();
  });

  it('files that are gone', async () => {
    await expect(ask({ ...good, ca: join(folder, 'none.pem') })).rejects.toMatchObject({ code: 'tls-files' });
  });

  it('an engine that an authority signed whom we don’t know', async () => {
    for (const tls of [{ ...good, ca: other.ca }, {}]) {
      await expect(ask(tls)).rejects.toMatchObject({ code: 'tls-unknown-authority' });
    }
  });

  it('an engine of another name', async () => {
    await expect(ask({ ...good, serverName: 'box.example' })).rejects.toMatchObject({
      code: 'tls-wrong-name',
      message: expect.stringContaining(`IP Address:${addressOf(1)}`),
    });
  });

  it('plain HTTP to an engine that wants TLS, and the reverse', async () => {
    await expect(ask(undefined)).rejects.toMatchObject({ code: 'tls-required' });
    await expect(ask(good, 2)).rejects.toMatchObject({ code: 'tls-not-spoken' });
  });

  it('an engine that accepts connections and says nothing', async () => {
    await lab.pause(1);
    try {
      await expect(ask(good)).rejects.toMatchObject({
        code: 'engine-timeout',
        message: expect.stringContaining('does not take up TLS'),
      });
    } finally {
      await lab.resume(1);
    }
  });
});

it('an engine’s name can be given where the URL has another', async () => {
  await serveWith(servers.misnamed);
  await expect(ask(good)).rejects.toMatchObject({
    code: 'tls-wrong-name',
    message: expect.stringContaining('elsewhere.example'),
  });
  expect(await ask({ ...good, serverName: 'elsewhere.example' })).toMatchObject({ networks: 3 });
});
