/**
 * Half an hour of everything that happens to Patchbay, on real engines, and what of it stays behind in the server:
 * nothing must. Needs root and Linux.
 *
 *   npm run soak                     30 minutes
 *   npm run soak -- 5                5 minutes, to try something out
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab } from '#e2e/lab/lab.ts';
import { withLock } from '#e2e/lab/lock.ts';
import { patchbayConfig } from '#e2e/lab/patchbay-config.ts';
import { makeSshKey, startSshd } from '#e2e/lab/sshd.ts';
import { createApi } from './api.ts';
import { pause } from './ground.ts';
import { type Check, judgeReturn, judgeSeries, mebibytes } from './judge.ts';
import { median } from './levels-off.ts';
import { measureAtRest, type Rest, type Series, sample } from './measure.ts';
import { type SoakedServer, startServer } from './server.ts';
import { type Churn, createChurn } from './stir.ts';

const minutes = Number(process.argv[2] ?? 30);
if (!(minutes >= 2)) {
  console.error('Say how many minutes to soak, two or more: npm run soak -- 5');
  process.exit(2);
}
const hostCount = 3;
const heapSamples = Math.max(12, minutes * 2);

const enough = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!enough.signal.aborted) console.log('\nEnding. The lab is taken down…');
    enough.abort();
  });
}

// Machines may be busy: no command is given up for being slow.
const lab = openLab({ name: process.env.PATCHBAY_LAB || 'soak', timeout: 180_000 });
const home = mkdtempSync(join(tmpdir(), 'patchbay-soak-'));

try {
  process.exitCode = await withLock(`soak ${lab.name}`, main, 1_000);
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** Gives the exit code. */
async function main(): Promise<number> {
  let checks: Check[] = [];
  try {
    // What a run that was killed may have left.
    await lab.down();
    await lab.up(hostCount, { swarm: true, tcp: true });
    await lab.scene('basic');
    const ssh = await sshTo(2);
    enough.signal.throwIfAborted();
    checks = await withServer(ssh);
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  } finally {
    await lab.down();
  }
  if (enough.signal.aborted) return 130;
  for (const { name, holds, seen } of checks) console.log(`${holds ? '✓' : '✗'} ${name}: ${seen}`);
  const failed = checks.filter(({ holds }) => !holds).length;
  console.log(`\n${checks.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

async function withServer(ssh: string): Promise<Check[]> {
  const server = await startServer(configFile(), home);
  let checks: Check[] = [];
  let code: number | null = null;
  try {
    checks = await soak(server, ssh);
  } finally {
    code = await server.stop();
  }
  return [
    ...checks,
    { name: 'the server ends when it is told to', holds: code === 0, seen: `exit code ${code}` },
  ];
}

/** Lets the server into a host by ssh; gives the URL. */
async function sshTo(host: number): Promise<string> {
  const port = 2222;
  const folder = join(home, '.ssh');
  mkdirSync(folder);
  const key = await makeSshKey(join(folder, 'id_ed25519'));
  writeFileSync(join(folder, 'authorized_keys'), `${key.publicKey}\n`);
  const sshd = await startSshd(lab, host, folder, { port });
  writeFileSync(join(folder, 'known_hosts'), sshd.knownHost);
  return `ssh://root@${addressOf(host)}:${port}`;
}

/** The disturbed host is read over TCP, so that its uplink matters; the others by their sockets. */
function configFile(): string {
  const hosts = lab.hosts().map(({ tcp, ...host }) => ({
    ...host,
    ...(tcp !== undefined && host.index === hostCount ? { tcp } : {}),
  }));
  const file = join(home, 'patchbay.yaml');
  writeFileSync(file, patchbayConfig(hosts));
  return file;
}

function addressOf(host: number): string {
  return lab.hosts().find(({ index }) => index === host)?.address ?? '';
}

async function soak(server: SoakedServer, ssh: string): Promise<Check[]> {
  const api = createApi(server.url);
  const [first, second] = lab.hosts();
  const passing = [
    { url: ssh, becomes: 'live' as const },
    { url: first?.tcp ?? '', becomes: 'live' as const },
    { url: second?.tcp ?? '', becomes: 'live' as const },
    // Nobody is there.
    { url: `tcp://${addressOf(1).replace(/\d+$/, '200')}:2375`, becomes: 'unreachable' as const },
  ];
  const churn = createChurn({ lab, api, server, disturbed: hostCount, passing });

  say('warming up: everything once, so that what is loaded when it is first needed counts as there');
  await churn.run((started) => started.onceAround, enough.signal);
  enough.signal.throwIfAborted();
  say('at rest');
  const before = await rest(server, churn);

  enough.signal.throwIfAborted();
  say(`stirring for ${minutes} minutes`);
  const series: Series = { resident: [], held: [], descriptors: [] };
  const reporting = setInterval(() => say(line(server, series)), 60_000);
  try {
    await churn.run(async ({ signal }) => {
      await sample(server, minutes * 60_000, heapSamples, signal, series);
    }, enough.signal);
  } finally {
    clearInterval(reporting);
  }
  enough.signal.throwIfAborted();
  say('at rest again');
  const after = await rest(server, churn);
  enough.signal.throwIfAborted();

  report(before, series, after, server);
  console.log(`${churn.summary().join('\n')}\n`);
  return [
    ...judgeSeries(series),
    ...judgeReturn(before.counts, after.counts),
    ...churn.checks(),
    {
      name: 'the server had nothing to complain of',
      holds: server.complaints().length === 0,
      seen: server.complaints().slice(0, 5).join('\n  ') || 'no warning of Node’s, no error in its log',
    },
  ];
}

/** Engines' agents close what they don't use after 20 s. */
async function rest(server: SoakedServer, churn: Churn): Promise<Rest> {
  await churn.calm(enough.signal);
  await pause(30_000, enough.signal);
  return measureAtRest(server, enough.signal);
}

function report(before: Rest, series: Series, after: Rest, server: SoakedServer): void {
  const row = (...cells: string[]) =>
    console.log(cells.map((cell, i) => (i ? cell.padStart(13) : cell.padEnd(34))).join(''));
  const sizes = (name: string, was: number, values: number[], is: number) =>
    row(name, ...[was, median(values), Math.max(...values), is].map(mebibytes));
  console.log('');
  row('', 'at rest', 'stirred: mid', 'most', 'at rest');
  sizes('resident', before.resident, series.resident, after.resident);
  sizes('alive after a collection', before.held, series.held, after.held);
  const { descriptors } = series;
  const name = 'descriptors: all';
  row(
    name,
    ...[before.counts[name], median(descriptors), Math.max(...descriptors), after.counts[name]].map(String),
  );
  console.log(
    `\nalive, sample by sample (MiB): ${series.held.map((each) => (each / 2 ** 20).toFixed(1)).join(' ')}`,
  );
  console.log(`browsers dropped that did not read: ${server.dropped()}\n`);
}

function line(server: SoakedServer, { held }: Series): string {
  const { all, browsers, tcp, unix } = server.descriptors();
  return `resident ${mebibytes(server.residentSize())}, alive ${mebibytes(held.at(-1) ?? Number.NaN)}, ${all} descriptors (${browsers} browsers, ${tcp} tcp, ${unix} unix)`;
}

function say(words: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)}  ${words}`);
}
