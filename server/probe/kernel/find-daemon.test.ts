import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findDaemon, isStill } from './find-daemon.ts';

let folder: string;
let proc: string;
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-proc-'));
  proc = join(folder, 'proc');
  mkdirSync(proc);
  servers = [];
});
afterEach(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file that is a socket. */
async function socketAt(path: string): Promise<string> {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(file, resolve));
  return file;
}

interface FakeProcess {
  program: string;
  root: string;
  /** Its network namespace, and the sockets that are listened on in it, by their inodes. */
  net: number;
  listeners: Record<number, string>;
  /** The inodes of the sockets it holds. */
  holds: number[];
  started?: number;
}

function process(pid: number, { program, root, net, listeners, holds, started = pid }: FakeProcess): void {
  const own = join(proc, String(pid));
  for (const part of ['ns', 'net', 'fd']) mkdirSync(join(own, part), { recursive: true });
  writeFileSync(join(own, 'comm'), `${program}\n`);
  const rest = ['S', ...Array.from({ length: 18 }, () => '0'), started, '0'].join(' ');
  writeFileSync(join(own, 'stat'), `${pid} (${program} :) ) ${rest}`);
  symlinkSync(`net:[${net}]`, join(own, 'ns/net'));
  symlinkSync(join(folder, root), join(own, 'root'));
  const lines = Object.entries(listeners).map(
    ([inode, path]) => `0: 00000002 00000000 00010000 0001 01 ${inode} ${path}`,
  );
  writeFileSync(
    join(own, 'net/unix'),
    ['Num RefCount Protocol Flags Type St Inode Path', ...lines, ''].join('\n'),
  );
  symlinkSync('/dev/null', join(own, 'fd/0'));
  holds.forEach((inode, i) => {
    symlinkSync(`socket:[${inode}]`, join(own, 'fd', String(i + 1)));
  });
}

const listeners = { 100: '/run/docker.sock' };

it('is the process that holds what is bound to this file, wherever its namespaces are', async () => {
  const socket = await socketAt('one/run/docker.sock');
  await socketAt('two/run/docker.sock');
  process(10, {
    program: 'dockerd',
    root: 'two',
    net: 2,
    listeners: { 200: '/run/docker.sock' },
    holds: [200],
  });
  process(20, { program: 'dockerd', root: 'one', net: 1, listeners, holds: [99, 100], started: 777 });
  process(30, { program: 'containerd', root: 'one', net: 1, listeners, holds: [] });
  const daemon = findDaemon(socket, proc);
  expect(daemon).toMatchObject({ pid: 20, started: 777 });
  expect(isStill(daemon, socket, proc)).toBe(true);
  rmSync(join(proc, '20'), { recursive: true });
  expect(isStill(daemon, socket, proc)).toBe(false);
  process(20, { program: 'dockerd', root: 'one', net: 1, listeners, holds: [100], started: 888 });
  expect(isStill(daemon, socket, proc), 'another process of the same number').toBe(false);
});

it('is told by the file where the daemon knows the socket by another path, through a link or a mount', async () => {
  const socket = await socketAt('one/run/docker.sock');
  symlinkSync('/run', join(folder, 'one/var-run'));
  process(20, {
    program: 'dockerd',
    root: 'one',
    net: 1,
    listeners: { 100: '/var-run/docker.sock' },
    holds: [100],
  });
  symlinkSync(socket, join(folder, 'elsewhere.sock'));
  expect(findDaemon(join(folder, 'elsewhere.sock'), proc).pid).toBe(20);
});

it('is the engine where systemd made the socket and holds it, too', async () => {
  const socket = await socketAt('one/run/docker.sock');
  process(1, { program: 'systemd', root: 'one', net: 1, listeners, holds: [100] });
  process(20, { program: 'dockerd', root: 'one', net: 1, listeners, holds: [100] });
  expect(findDaemon(socket, proc).pid).toBe(20);
});

it('is the younger of two while one is still ending', async () => {
  const socket = await socketAt('one/run/docker.sock');
  const both = { 100: '/run/docker.sock', 101: '/run/docker.sock' };
  process(30, { program: 'dockerd', root: 'one', net: 1, listeners: both, holds: [100], started: 5 });
  process(20, { program: 'dockerd', root: 'one', net: 1, listeners: both, holds: [101], started: 9 });
  expect(findDaemon(socket, proc).pid).toBe(20);
});

it('says why there is none', async () => {
  const missing = join(folder, 'missing.sock');
  expect(() => findDaemon(missing, proc)).toThrow(expect.objectContaining({ code: 'probe-no-socket' }));

  const socket = await socketAt('one/run/docker.sock');
  process(10, { program: 'dockerd', root: 'one', net: 1, listeners: {}, holds: [5] });
  expect(() => findDaemon(socket, proc)).toThrow(
    expect.objectContaining({
      code: 'probe-engine-elsewhere',
      message: expect.stringContaining('Docker Desktop'),
    }),
  );
  process(20, { program: 'socat', root: 'one', net: 1, listeners, holds: [100] });
  rmSync(join(proc, '10'), { recursive: true });
  expect(() => findDaemon(socket, proc)).toThrow(
    expect.objectContaining({ code: 'probe-engine-elsewhere', message: expect.stringContaining('“socat”') }),
  );
});

it('passes over processes that are gone or out of reach', async () => {
  const socket = await socketAt('one/run/docker.sock');
  mkdirSync(join(proc, '5'));
  process(20, { program: 'dockerd', root: 'one', net: 1, listeners, holds: [100] });
  expect(findDaemon(socket, proc).pid).toBe(20);
  expect(statSync(join(proc, '5')).isDirectory()).toBe(true);
});
