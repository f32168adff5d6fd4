import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endHost } from './host.ts';
import { openLab } from './lab.ts';
import { labProcesses, machineTrace, type Trace } from './machine-trace.ts';
import { hostPaths, labPaths } from './paths.ts';
import { removeReleases } from './prepare-release.ts';
import { isAlive, readProc } from './processes.ts';
import { releaseTree } from './releases.ts';
import { run } from './run.ts';

/** Hosts with the engines of other releases are hosts like any other, and leave as little behind. */
const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const NAME = 'release';
const lab = openLab({ name: NAME });
let before: Trace;

beforeAll(async () => {
  await lab.down();
  before = await machineTrace([NAME]);
});
afterAll(() => lab.down());

it('boots anew with the engine it had, and with no other', async () => {
  await lab.up(2, { swarm: true, releases: { 2: 'sid' } });
  const versions = () =>
    Promise.all([1, 2].map((index) => lab.docker(index, 'version', '-f', '{{.Server.Version}}')));
  const first = await versions();
  expect(new Set(first).size).toBe(2);
  await endHost(hostPaths(labPaths(NAME), 2));
  await lab.up(2);
  expect(await versions()).toEqual(first);
  await expect(lab.up(2, { releases: { 2: 'trixie' } })).rejects.toThrow(
    /release2 runs the engine of Debian sid.*Take the lab down/,
  );
  await expect(lab.up(2, { releases: { 1: 'sid' } })).rejects.toThrow(/engine of this machine/);
  // Of this lab or of another that runs beside it.
  await expect(removeReleases()).rejects.toThrow(/ runs the engine of Debian \w+\. Take its lab down first/);
  expect(existsSync(releaseTree('sid'))).toBe(true);
});

it('does not write where the engines of others come from', async () => {
  await expect(lab.exec(2, 'touch', '/usr/mine')).rejects.toThrow(/Read-only/);
});

it('leaves no trace', async () => {
  await lab.scene('basic');
  const processes = labProcesses([NAME]);
  expect(processes.length).toBeGreaterThan(20);
  await lab.down();
  expect(processes.filter(isAlive)).toEqual([]);
  expect(await machineTrace([NAME])).toEqual(before);
});

it('a fetch that was killed leaves nothing that goes on, and what it left is removed', async () => {
  const cache = mkdtempSync('/tmp/patchbay-cache-');
  const env = { ...process.env, PATCHBAY_LAB_CACHE: cache };
  try {
    const fetching = spawn(process.execPath, [CLI, 'engines', 'fetch'], { env, stdio: 'ignore' });
    const closed = once(fetching, 'close');
    await expect.poll(() => existsSync(join(cache, 'trixie.new')), { timeout: 60_000 }).toBe(true);
    expect(processesOn(cache)).not.toEqual([]);
    fetching.kill('SIGKILL');
    await closed;
    await expect.poll(() => processesOn(cache), { timeout: 20_000 }).toEqual([]);
    expect(await run('cat', ['/proc/self/mountinfo'])).not.toContain(cache);
    const said = await run(process.execPath, [CLI, 'engines', 'remove'], {
      env: { PATCHBAY_LAB_CACHE: cache },
    });
    expect(said).toBe('trixie  not fetched\nsid  not fetched\n');
    expect(existsSync(cache)).toBe(false);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
});

it('a fetch that fails says why, and leaves nothing', async () => {
  const cache = join(mkdtempSync('/tmp/patchbay-cache-'), 'cache');
  const env = { ...process.env, PATCHBAY_LAB_CACHE: cache, http_proxy: 'http://127.0.0.1:9' };
  try {
    const fetching = spawn(process.execPath, [CLI, 'engines', 'fetch'], { env });
    let said = '';
    fetching.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    expect(await once(fetching, 'close')).toEqual([1, null]);
    expect(said).toMatch(/lab: Debian trixie could not be fetched from http.*\n.*Retrieving/);
    expect(existsSync(cache)).toBe(false);
  } finally {
    rmSync(dirname(cache), { recursive: true, force: true });
  }
});

/** Programs other than the command line itself that have this folder among their arguments. */
function processesOn(folder: string): string[] {
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => !Number.isNaN(pid));
  return pids.map((pid) => readProc(pid, 'cmdline')).filter((line) => line.includes(folder));
}
