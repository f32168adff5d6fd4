import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { run } from '#e2e/lab/run.ts';
import { makeSshKey, type Sshd, startSshd } from '#e2e/lab/sshd.ts';
import { readConfig } from '#server/config/config.ts';
import type { SshSettings } from '#server/config/ssh-settings.ts';
import { createDockerClient, createDockerClients } from './docker-client.ts';
import type { SshAddress } from './explain-ssh.ts';

/** A real engine behind Debian's sshd, in a host of the lab. */
const lab = openLab({ name: 'ssh' });
let folder: string;
let sshd: Sshd;
let agent: ChildProcess | undefined;
let key: { path: string; publicKey: string };

const path = (name: string) => join(folder, name);
const file = (name: string, text: string) => {
  writeFileSync(path(name), text);
  return path(name);
};
const host = () => lab.hosts()[0]?.address ?? '';
const addressWith = (
  more: Partial<Omit<SshAddress, 'ssh'>> & { ssh?: Partial<SshSettings> } = {},
): SshAddress => {
  const ssh = { identityFiles: [key.path], knownHosts: [path('known_hosts')], ...more.ssh };
  return { kind: 'ssh', user: 'root', host: host(), port: sshd.port, ...more, ssh };
};
const ask = async (address: SshAddress) => {
  const client = createDockerClient(address);
  try {
    return { ...(await client.ping()), networks: (await client.networks()).items.length };
  } finally {
    client.close();
  }
};
const far = { apiVersion: '1.41', flavour: 'docker', networks: 3 };
/** How often `root` logged in so far. */
const logins = () => sshd.log().match(/Accepted publickey/g)?.length ?? 0;
const dialers = async () => {
  const found = await lab.exec(1, 'sh', '-c', 'pgrep -f "^docker system dial-stdio" || true');
  return found.split('\n').filter((line) => line !== '').length;
};
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const start = performance.now();
  while (!(await isSo())) {
    if (performance.now() - start > 20_000) throw new Error(`not so after 20 s: ${isSo}`);
    await sleep(10);
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-ssh-'));
  chmodSync(folder, 0o755);
  await lab.down();
  await lab.up(1, { tcp: true });
  key = await makeSshKey(path('id'));
  file('authorized_keys', `${key.publicKey}\n`);
  sshd = await startSshd(lab, 1, folder, { port: 2222 });
  file('known_hosts', `# comment\n\nelsewhere ${key.publicKey}\n${sshd.knownHost}`);
});
afterAll(async () => {
  agent?.kill();
  await lab.down();
  rmSync(folder, { recursive: true, force: true });
});

describe('reads an engine', () => {
  it('over one login, however many ask', async () => {
    const before = logins();
    const newClient = createDockerClients(addressWith());
    const [reader, actor] = [newClient(), newClient()];
    const ending = new AbortController();
    await reader.events(ending.signal);
    await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? reader : actor).networks()));
    actor.close();
    expect(logins() - before).toBe(1);
    reader.close();
    await until(async () => (await dialers()) === 0);
  });

  it('whose key is known by a hashed name', async () => {
    const hashed = file('hashed', sshd.knownHost);
    await run('ssh-keygen', ['-H', '-f', hashed]);
    expect(readFileSync(hashed, 'utf8')).toMatch(/^\|1\|/);
    expect(await ask(addressWith({ ssh: { knownHosts: [path('none'), hashed] } }))).toEqual(far);
  });

  it('with a key of an agent', async () => {
    const socket = path('agent');
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    await until(() => existsSync(socket));
    await run('ssh-add', ['-q', key.path], { env: { SSH_AUTH_SOCK: socket } });
    expect(await ask(addressWith({ ssh: { identityFiles: [], agent: socket } }))).toEqual(far);
  });

  it('that a Docker context names', async () => {
    const { command, env } = lab.commandLine(1, 'docker', []);
    const docker = { ...env, DOCKER_CONFIG: path('docker'), DOCKER_HOST: '' };
    const url = `ssh://root@${host()}:2222`;
    await run(command, ['context', 'create', 'far', '--docker', `host=${url}`], { env: docker });
    const read = readConfig({ HOME: folder, DOCKER_CONFIG: path('docker'), DOCKER_CONTEXT: 'far' });
    const found = read.ok ? read.config.hosts[0] : undefined;
    expect(found).toMatchObject({ name: 'far', url });
    const address = found?.address.kind === 'ssh' ? found.address : undefined;
    if (!address) throw new Error('the context is not read as ssh');
    // The keys of that home lie elsewhere.
    const ssh = { ...address.ssh, identityFiles: [key.path], knownHosts: [path('known_hosts')] };
    expect(await ask({ ...address, ssh })).toEqual(far);
  });
});

describe('what fails is told as what it is', () => {
  it('a host that is not known, with how to add it', async () => {
    const nobody = file('nobody', '');
    const failure = ask(addressWith({ ssh: { knownHosts: [nobody] } }));
    await expect(failure).rejects.toMatchObject({
      code: 'ssh-host-key-unknown',
      message: expect.stringContaining(`ssh-keyscan -p 2222 ${host()} >> ${nobody}`),
    });
    await run('sh', ['-c', `ssh-keyscan -p 2222 ${host()} >> ${nobody}`]);
    expect(await ask(addressWith({ ssh: { knownHosts: [nobody] } }))).toEqual(far);
  });

  it('a host whose key has changed, loudly, and without showing it our key', async () => {
    const before = sshd.log();
    const stale = file('stale', `\n[${host()}]:2222 ${key.publicKey}\n`);
    await expect(ask(addressWith({ ssh: { knownHosts: [stale] } }))).rejects.toMatchObject({
      code: 'ssh-host-key-changed',
      message: expect.stringMatching(/HAS CHANGED.*stale, line 2/),
    });
    expect(sshd.log().slice(before.length)).not.toContain('Accepted');
  });

  it('a revoked key', async () => {
    const revoked = file('revoked', `@revoked * ${sshd.knownHost.split(' ').slice(1).join(' ')}`);
    const both = [path('known_hosts'), revoked];
    await expect(ask(addressWith({ ssh: { knownHosts: both } }))).rejects.toMatchObject({
      code: 'ssh-host-key-changed',
      message: expect.stringContaining('revoked'),
    });
  });

  it('a key of ours that is refused; none at all', async () => {
    const stranger = await makeSshKey(path('stranger'));
    await expect(ask(addressWith({ ssh: { identityFiles: [stranger.path] } }))).rejects.toMatchObject({
      code: 'ssh-key-refused',
      message: expect.stringContaining(stranger.path),
    });
    await expect(ask(addressWith({ ssh: { identityFiles: [path('none')] } }))).rejects.toMatchObject({
      code: 'ssh-key-refused',
      message: expect.stringContaining('no key to try'),
    });
  });

  it('no docker command there', async () => {
    const bare = await startSshd(lab, 1, folder, { port: 2223, lines: ['SetEnv PATH=/nowhere'] });
    const known = file('known_bare', bare.knownHost);
    const address = addressWith({ port: 2223, ssh: { knownHosts: [known] } });
    await expect(ask(address)).rejects.toMatchObject({ code: 'ssh-no-docker' });
    await bare.stop();
  });

  it('a user who may not open the socket there', async () => {
    const passwd = `${readFileSync('/etc/passwd', 'utf8')}plain:*:4242:4242::/tmp:/bin/sh\n`;
    await lab.exec(1, 'mount', '--bind', file('passwd', passwd), '/etc/passwd');
    await expect(ask(addressWith({ user: 'plain' }))).rejects.toMatchObject({
      code: 'permission-denied',
      message: expect.stringContaining('plain may not use the engine'),
    });
  });

  it('nobody who listens; something that is no sshd; nobody at all', async () => {
    await expect(ask(addressWith({ port: 2299 }))).rejects.toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining('Start sshd'),
    });
    await expect(ask(addressWith({ port: 2375 }))).rejects.toMatchObject({ code: 'ssh-failed' });
    await expect(ask(addressWith({ host: 'nowhere.invalid' }))).rejects.toMatchObject({
      code: 'unknown-host-name',
    });
  });

  it('an engine that is frozen, and one that is not there', async () => {
    await lab.pause(1);
    try {
      await expect(ask(addressWith())).rejects.toMatchObject({ code: 'engine-timeout' });
    } finally {
      await lab.resume(1);
    }
    await lab.stop(1);
    try {
      await expect(ask(addressWith())).rejects.toMatchObject({
        code: 'connection-refused',
        message: expect.stringContaining('No engine runs'),
      });
    } finally {
      await lab.start(1);
    }
  });
});
