import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { describeFault } from './fault.ts';

let folder: string;
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-config-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (text: string) => {
  const path = join(folder, 'patchbay.yaml');
  writeFileSync(path, text);
  return path;
};
/** An environment in which nothing of this machine's own Docker is found. */
const env = (more: Record<string, string> = {}) => ({
  HOME: folder,
  DOCKER_CONFIG: join(folder, 'docker'),
  ...more,
});
const faultsOf = (more: Record<string, string>) => {
  const result = readConfig(env(more));
  return result.ok ? [] : result.faults;
};
const configOf = (more: Record<string, string>) => {
  const result = readConfig(env(more));
  if (!result.ok) throw new Error(result.faults.map(describeFault).join('\n'));
  return result.config;
};
const listen = (path: string) =>
  new Promise<void>((resolve) => {
    servers.push(createServer().listen(path, () => resolve()));
  });
const contextFolder = (kind: 'meta' | 'tls', name: string) =>
  join(folder, 'docker', 'contexts', kind, createHash('sha256').update(name).digest('hex'));
const context = (name: string, host: string, more: Record<string, unknown> = {}) => {
  const meta = contextFolder('meta', name);
  mkdirSync(meta, { recursive: true });
  writeFileSync(
    join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host, ...more } } }),
  );
};

describe('the configuration file', () => {
  it('names hosts and where to listen', () => {
    const path = file(`
hosts:
  - { name: Server One, url: "unix:///var/run/docker.sock" }
  - { name: two, url: tcp://10.0.0.2 }
listen: { host: 127.0.0.2, port: 4000, allowedHosts: [patchbay.example.org] }
`);
    expect(configOf({ PATCHBAY_CONFIG: path })).toEqual({
      hosts: [
        {
          id: 'server-one',
          name: 'Server One',
          url: 'unix:///var/run/docker.sock',
          address: { kind: 'unix', path: '/var/run/docker.sock' },
        },
        {
          id: 'two',
          name: 'two',
          url: 'tcp://10.0.0.2:2375',
          address: { kind: 'tcp', host: '10.0.0.2', port: 2375 },
        },
      ],
      listen: { host: '127.0.0.2', port: 4000, allowedHosts: ['patchbay.example.org'] },
      origin: path,
    });
  });

  it('says how TLS is spoken, with its faults beside all others', () => {
    writeFileSync(join(folder, 'ca.pem'), 'no certificate');
    const path = file(`
hosts:
  - { name: a, url: tcp://a, tls: { ca: ca.pem, cert: none.pem } }
  - { name: b, url: "unix:///b.sock", tls: {} }
  - { name: c, url: tcp://c, tls: { insecureSkipVerify: yes, chain: x } }
  - { name: d, url: tcp://d, tls: { insecureSkipVerify: true } }
`);
    expect(
      faultsOf({ PATCHBAY_CONFIG: path })
        .map(({ key }) => key)
        .sort(),
    ).toEqual([
      'hosts[0].tls.ca',
      'hosts[0].tls.cert',
      'hosts[0].tls.key',
      'hosts[1].tls',
      'hosts[2].tls.chain',
      'hosts[2].tls.insecureSkipVerify',
    ]);
    const good = file('hosts: [{ name: d, url: tcp://d, tls: { insecureSkipVerify: true } }]');
    expect(configOf({ PATCHBAY_CONFIG: good }).hosts).toEqual([
      {
        id: 'd',
        name: 'd',
        url: 'tcp://d:2376',
        address: { kind: 'tcp', host: 'd', port: 2376, tls: { insecureSkipVerify: true } },
      },
    ]);
  });

  it('says how ssh logs in', () => {
    writeFileSync(join(folder, 'known'), '');
    const faulty = file(`
hosts:
  - { name: a, url: ssh://a, ssh: { identityFile: none, knownHosts: none } }
  - { name: b, url: tcp://b, ssh: {} }
`);
    expect(
      faultsOf({ PATCHBAY_CONFIG: faulty })
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['hosts[0].ssh.identityFile', 'hosts[0].ssh.knownHosts', 'hosts[1].ssh']);
    const good = file('hosts: [{ name: a, url: ssh://a, ssh: { knownHosts: known } }]');
    expect(configOf({ PATCHBAY_CONFIG: good, SSH_AUTH_SOCK: '/agent' }).hosts).toMatchObject([
      {
        address: { kind: 'ssh', ssh: { agent: '/agent', knownHosts: [join(folder, 'known')] } },
        ssh: { knownHosts: join(folder, 'known') },
      },
    ]);
  });

  it('says how wires may be read: of all hosts, and otherwise of one', () => {
    const path = file(`
probe: { helper: one-shot, image: "registry.example.org:5000/box:1.36" }
hosts:
  - { name: a, url: tcp://a }
  - { name: b, url: tcp://b, probe: { helper: off } }
  - { name: c, url: unix:///c, probe: { local: false } }
`);
    const config = configOf({ PATCHBAY_CONFIG: path });
    const usual = { helper: 'one-shot', image: 'registry.example.org:5000/box:1.36' };
    expect(config.probe).toEqual(usual);
    expect(config.hosts.map(({ probe }) => probe)).toEqual([
      usual,
      { ...usual, helper: 'off' },
      { ...usual, local: false },
    ]);
    const silent = configOf({ PATCHBAY_CONFIG: file('hosts: [{ name: a, url: tcp://a }]') });
    expect([silent, silent.hosts[0]]).not.toContainEqual(
      expect.objectContaining({ probe: expect.anything() }),
    );
    const found = { PATCHBAY_CONFIG: file('probe: { helper: standing }'), DOCKER_HOST: 'tcp://box' };
    expect(configOf(found).hosts).toMatchObject([{ name: 'box', probe: { helper: 'standing' } }]);
  });

  it('takes nothing else for how wires may be read', () => {
    const path = file(`
probe: { helper: false, images: x }
hosts:
  - { name: a, url: tcp://a, probe: { local: yes please, image: "-v /:/x" } }
  - { name: b, url: tcp://b, probe: standing }
`);
    const faults = faultsOf({ PATCHBAY_CONFIG: path });
    expect(faults.map(({ key }) => key).sort()).toEqual([
      ...['hosts[0].probe.image', 'hosts[0].probe.local', 'hosts[1].probe'],
      ...['probe.helper', 'probe.images'],
    ]);
    const told = Object.fromEntries(faults.map((fault) => [fault.key, describeFault(fault)]));
    expect(told['probe.helper']).toContain('Give off, one-shot or standing.');
    expect(told['probe.images']).toContain('known here: local, helper, image.');
    expect(told['hosts[0].probe.local']).toContain('true or false');
    expect(told['hosts[0].probe.image']).toContain('no name of an image');
    expect(told['hosts[1].probe']).toContain('Give {local, helper, image}');
  });

  it('may be JSON', () => {
    const path = file('{"hosts": [{"name": "a", "url": "tcp://a:1"}]}');
    expect(configOf({ PATCHBAY_CONFIG: path }).hosts).toHaveLength(1);
  });

  it('wins over DOCKER_HOST; without hosts of its own it does not', () => {
    const DOCKER_HOST = 'tcp://elsewhere:2375';
    const named = file('hosts: []');
    expect(configOf({ PATCHBAY_CONFIG: named, DOCKER_HOST }).hosts).toEqual([]);
    const unnamed = file('listen: { port: 4000 }');
    expect(configOf({ PATCHBAY_CONFIG: unnamed, DOCKER_HOST }).hosts).toMatchObject([{ id: 'elsewhere' }]);
  });

  it('tells every fault at once, with file, key and remedy', () => {
    const path = file(`
hosts:
  - { name: one, url: "unix:///a.sock", tls: true }
  - { name: One, url: "unix:///a.sock" }
  - { name: "!!!", url: "npipe://b" }
  - { name: 5, url: "tcp://me:secret@c" }
  - { url: "tcp://d:70000" }
  - { name: swarm, url: "tcp://e" }
listen: { port: 99999, hots: 127.0.0.1, allowedHosts: ["http://x"] }
host: []
`);
    const faults = faultsOf({ PATCHBAY_CONFIG: path, PATCHBAY_PORT: 'x' });
    expect(faults.map(({ key }) => key).sort()).toEqual([
      'PATCHBAY_PORT',
      'host',
      'hosts[0].tls',
      'hosts[1].name',
      'hosts[1].url',
      'hosts[2].name',
      'hosts[2].url',
      'hosts[3].name',
      'hosts[3].url',
      'hosts[4].name',
      'hosts[4].url',
      'hosts[5].name',
      'listen.allowedHosts[0]',
      'listen.hots',
      'listen.port',
    ]);
    for (const fault of faults) {
      expect(fault.remedy, fault.key).not.toBe('');
      expect(describeFault(fault)).toContain(fault.key === 'PATCHBAY_PORT' ? 'environment' : path);
      expect(describeFault(fault)).not.toContain('secret');
    }
  });

  it.each([
    ['hosts: [', 'line'],
    ['a: 1\na: 2', 'line'],
    ['just text', ''],
  ])('that is no valid file is one fault: %s', (text, key) => {
    const [fault, ...more] = faultsOf({ PATCHBAY_CONFIG: file(text) });
    expect(more).toEqual([]);
    expect(fault?.key).toContain(key);
  });

  it('that is missing is a fault, and nothing else is used in its place', () => {
    const faults = faultsOf({ PATCHBAY_CONFIG: join(folder, 'none.yaml'), DOCKER_HOST: 'tcp://a:1' });
    expect(faults).toMatchObject([
      { source: join(folder, 'none.yaml'), message: expect.stringContaining('ENOENT') },
    ]);
  });
});

describe('without a configuration file', () => {
  it('DOCKER_HOST names the host, with or without a scheme', () => {
    expect(configOf({ DOCKER_HOST: 'unix:///x.sock' }).hosts).toMatchObject([
      { id: 'local', url: 'unix:///x.sock' },
    ]);
    expect(configOf({ DOCKER_HOST: 'box.lan:2375' }).hosts).toMatchObject([
      { id: 'box.lan', name: 'box.lan' },
    ]);
    expect(configOf({ DOCKER_HOST: 'ssh://me@box' }).hosts).toMatchObject([
      { id: 'box', url: 'ssh://me@box' },
    ]);
    expect(faultsOf({ DOCKER_HOST: 'npipe://x' })).toMatchObject([
      { source: 'environment', key: 'DOCKER_HOST' },
    ]);
  });

  it('DOCKER_TLS_VERIFY and DOCKER_CERT_PATH say how TLS is spoken to it', () => {
    const tlsOf = (more: Record<string, string>) => configOf({ DOCKER_HOST: 'tcp://box', ...more }).hosts[0];
    const DOCKER_CERT_PATH = join(folder, 'certs');
    expect(tlsOf({ DOCKER_CERT_PATH })?.address).toEqual({ kind: 'tcp', host: 'box', port: 2375 });
    expect(tlsOf({ DOCKER_TLS: '1' })).toMatchObject({
      url: 'tcp://box:2376',
      address: { tls: { insecureSkipVerify: true } },
    });
    expect(faultsOf({ DOCKER_HOST: 'tcp://box', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH })).toMatchObject([
      { source: DOCKER_CERT_PATH, key: 'ca', message: expect.stringContaining('ENOENT') },
    ]);
    expect(configOf({ DOCKER_HOST: 'unix:///a.sock', DOCKER_TLS_VERIFY: '1' }).hosts).toHaveLength(1);
  });

  it('the current Docker context names the host; DOCKER_CONTEXT goes over what was chosen', () => {
    context('lab', 'tcp://10.0.0.9:2375');
    context('far', 'ssh://me@box');
    writeFileSync(
      join(folder, 'docker', 'config.json'),
      JSON.stringify({ currentContext: 'lab', auths: {} }),
    );
    expect(configOf({}).hosts).toMatchObject([{ id: 'lab', url: 'tcp://10.0.0.9:2375' }]);
    expect(configOf({ DOCKER_CONTEXT: 'far' }).hosts).toMatchObject([
      { id: 'far', url: 'ssh://me@box', address: { kind: 'ssh', user: 'me', host: 'box', port: 22 } },
    ]);
    expect(faultsOf({ DOCKER_CONTEXT: 'nowhere' })).toMatchObject([
      { source: 'environment', key: 'DOCKER_CONTEXT', message: expect.stringContaining('nowhere') },
    ]);
    expect(configOf({ DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'far' }).hosts).toMatchObject([{ id: 'a' }]);
  });

  it('a Docker context brings its files for TLS along, or says that none are needed', () => {
    context('open', 'tcp://10.0.0.9', { SkipTLSVerify: true });
    expect(configOf({ DOCKER_CONTEXT: 'open' }).hosts).toMatchObject([
      { url: 'tcp://10.0.0.9:2376', address: { tls: { insecureSkipVerify: true } } },
    ]);
    context('safe', 'tcp://10.0.0.9');
    const tls = join(contextFolder('tls', 'safe'), 'docker');
    mkdirSync(tls, { recursive: true });
    writeFileSync(join(tls, 'key.pem'), '');
    expect(faultsOf({ DOCKER_CONTEXT: 'safe' }).map(({ source, key }) => [source, key])).toEqual([
      [tls, 'key'],
      [tls, 'cert'],
    ]);
  });

  it('the usual sockets are found where they are, and one engine under two names is one host', async () => {
    await listen(join(folder, 'docker.sock'));
    mkdirSync(join(folder, 'podman'));
    symlinkSync(join(folder, 'docker.sock'), join(folder, 'podman', 'podman.sock'));
    const names = configOf({ XDG_RUNTIME_DIR: folder }).hosts.map(({ name }) => name);
    expect(names).toContain('docker-rootless');
    expect(names).not.toContain('podman-rootless');
  });
});

describe('where to listen', () => {
  it('is the loopback unless told, and the environment goes over the file', () => {
    const path = file('hosts: []\nlisten: { host: 127.0.0.3, port: 4000 }');
    expect(configOf({ DOCKER_HOST: 'tcp://a:1' }).listen).toEqual({
      host: '127.0.0.1',
      port: 3000,
      allowedHosts: [],
    });
    expect(configOf({ PATCHBAY_CONFIG: path }).listen).toMatchObject({ host: '127.0.0.3', port: 4000 });
    const over = { PATCHBAY_CONFIG: path, PATCHBAY_HOST: '[::1]', PATCHBAY_PORT: '0' };
    expect(configOf(over).listen).toMatchObject({ host: '::1', port: 0 });
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'patchbay.example.org'])(
    'is never %j while there is no login',
    (host) => {
      expect(faultsOf({ DOCKER_HOST: 'tcp://a:1', PATCHBAY_HOST: host })).toMatchObject([
        { key: 'PATCHBAY_HOST' },
      ]);
      const path = file(`hosts: []\nlisten: { host: "${host}" }`);
      expect(faultsOf({ PATCHBAY_CONFIG: path })).toMatchObject([{ source: path, key: 'listen.host' }]);
    },
  );

  it.each(['-1', '65536', '3e3', '80a', ' '])('refuses the port %j', (port) => {
    expect(faultsOf({ DOCKER_HOST: 'tcp://a:1', PATCHBAY_PORT: port })).toMatchObject([
      { key: 'PATCHBAY_PORT' },
    ]);
  });
});
