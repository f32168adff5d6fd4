import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Issued, makeAuthority } from '#e2e/lab/certificates.ts';
import { type Lab, openLab } from '#e2e/lab/lab.ts';
import { makeSshKey, type Sshd, startSshd } from '#e2e/lab/sshd.ts';
import { type EngineProxy, startEngineProxy } from '#e2e/support/engine-proxy.ts';
import type { HostAddress } from '#server/config/host-url.ts';

/** Two real hosts: to the first all sorts of things happen, the second must not notice. */
export interface World {
  readonly lab: Lab;
  readonly folder: string;
  /** Stands before the first host's engine. */
  readonly proxy: EngineProxy;
  readonly sshd: Sshd;
  /** Lets Patchbay's key in by ssh, or nobody's. */
  authorize(allowed: boolean): void;
  readonly certificates: Readonly<Record<'good' | 'expired', Issued>>;
  /** Restarts the first engine so that it demands TLS and shows this certificate. */
  serveTls(certificate: Issued): Promise<void>;
  /** The ways to the first host. */
  readonly ways: Readonly<Record<'unix' | 'tcp' | 'tls' | 'ssh' | 'proxy', HostAddress>>;
  /** How many connections of ssh's are still there on the first host. */
  dialers(): Promise<number>;
  /** Puts the first host back into its usual state, whatever was done to it. */
  mend(): Promise<void>;
  end(): Promise<void>;
}

const port = 2375;

export async function makeWorld(): Promise<World> {
  const lab = openLab({ name: 'faults' });
  await lab.down();
  await lab.up(2, { tcp: true });
  for (const host of [1, 2]) {
    await lab.docker(host, 'network', 'create', 'back');
    for (const name of ['web', 'db']) {
      const options = ['--name', name, '--network', 'back', '--stop-signal', 'KILL'];
      await lab.docker(host, 'run', '-d', ...options, 'busybox', 'sleep', '99999');
    }
  }
  const [first] = lab.hosts();
  if (!first) throw new Error('the lab has no host');

  const folder = mkdtempSync(join(tmpdir(), 'patchbay-faults-'));
  chmodSync(folder, 0o755);
  const path = (name: string) => join(folder, name);
  const proxy = await startEngineProxy(path('proxy.sock'), first.socket);

  const authority = await makeAuthority(folder, 'authority');
  const names = [`IP:${first.address}`];
  const certificates = {
    good: await authority.issue('server', { names }),
    expired: await authority.issue('expired', { names, days: -1 }),
  };
  const tls = { ca: authority.ca, ...(await authority.issue('client')) };

  const key = await makeSshKey(path('id'));
  const authorize = (allowed: boolean) =>
    writeFileSync(path('authorized_keys'), allowed ? `${key.publicKey}\n` : '');
  authorize(true);
  const sshd = await startSshd(lab, 1, folder, { port: 2222 });
  writeFileSync(path('known_hosts'), sshd.knownHost);
  const ssh = { identityFiles: [key.path], knownHosts: [path('known_hosts')] };

  const host = first.address;
  return {
    lab,
    folder,
    proxy,
    sshd,
    authorize,
    certificates,
    serveTls: ({ cert, key: own }) =>
      lab.start(1, ['--tlsverify', '--tlscacert', authority.ca, '--tlscert', cert, '--tlskey', own]),
    ways: {
      unix: { kind: 'unix', path: first.socket },
      tcp: { kind: 'tcp', host, port },
      tls: { kind: 'tcp', host, port, tls },
      ssh: { kind: 'ssh', user: 'root', host, port: sshd.port, ssh },
      proxy: { kind: 'unix', path: proxy.path },
    },
    async dialers() {
      const found = await lab.exec(1, 'sh', '-c', 'pgrep -f "^docker system dial-stdio" || true');
      return found.split('\n').filter(Boolean).length;
    },
    async mend() {
      proxy.behave();
      await lab.link(1, 'up');
      await lab.start(1, []);
      await lab.docker(1, 'start', 'web', 'db');
    },
    async end() {
      await proxy.close();
      await lab.down();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
