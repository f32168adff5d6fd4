import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { claimedHosts, labNames } from './claim.ts';
import { CommandError, LabError } from './errors.ts';
import { initPid } from './host.ts';
import { withLock } from './lock.ts';
import { labPaths, labsRoot } from './paths.ts';
import { cacheRoot, isPrepared, RELEASES, type Release, releaseTree } from './releases.ts';
import { which } from './requirements.ts';
import { run } from './run.ts';

/** What a host with files of another release needs to find there, beside the release's own minimum. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2'];
/** Half an hour: a slow mirror and a slow machine. */
const PATIENCE = 1_800_000;
const MIRROR = 'http://deb.debian.org/debian';

/** Makes sure that the files of a release are there: fetches them from the Debian mirror that this machine uses. */
export function prepareRelease(release: Release, say: (line: string) => void): Promise<void> {
  return withLock(
    `release ${release}`,
    async () => {
      if (isPrepared(release)) return;
      if (which('debootstrap') === undefined) {
        throw new LabError(
          `The engine of Debian ${release} is fetched with debootstrap. On Debian: apt-get install debootstrap`,
        );
      }
      const tree = releaseTree(release);
      const mirror = await debianMirror();
      say(
        `Fetching Debian ${release} with its Docker Engine from ${mirror} (about 400 MB in ${tree}; once)…`,
      );
      mkdirSync(cacheRoot(), { recursive: true });
      await fetchInto(`${tree}.new`, release, mirror);
      renameSync(`${tree}.new`, tree);
    },
    PATIENCE,
  );
}

/** The version of the Docker Engine among the files of a release. */
export async function releaseVersion(release: Release): Promise<string> {
  const answer = await run('chroot', [releaseTree(release), 'dockerd', '--version']);
  return /version ([^\s,]+)/.exec(answer)?.[1] ?? answer.trim();
}

/** Removes the files of all releases, and what a killed preparation left; refuses while a host runs on any of them. */
export async function removeReleases(): Promise<void> {
  for (const release of RELEASES) {
    const user = hostOn(release);
    if (user === undefined) continue;
    throw new LabError(`${user} runs the engine of Debian ${release}. Take its lab down first.`);
  }
  for (const release of RELEASES)
    await withLock(`release ${release}`, () => removeRelease(release), PATIENCE);
  if (existsSync(cacheRoot()) && readdirSync(cacheRoot()).length === 0) rmdirSync(cacheRoot());
}

async function removeRelease(release: Release): Promise<void> {
  const tree = releaseTree(release);
  await removeTree(`${tree}.new`);
  // Renamed first: half a tree is none.
  if (existsSync(tree)) renameSync(tree, `${tree}.new`);
  await removeTree(`${tree}.new`);
}

async function removeTree(tree: string): Promise<void> {
  await run('rm', ['-rf', '--one-file-system', tree], { timeout: 300_000 });
}

async function fetchInto(tree: string, release: Release, mirror: string): Promise<void> {
  await removeTree(tree);
  // In namespaces of its own, and dying with us: what debootstrap mounts and starts ends with it, however it ends.
  const dying = ['--pdeathsig', 'KILL', 'unshare', '--kill-child', '--fork'];
  const apart = ['--mount', '--pid', '--mount-proc', '--propagation', 'private'];
  const bootstrap = [
    'debootstrap',
    '--variant=minbase',
    `--include=${PACKAGES.join(',')}`,
    release,
    tree,
    mirror,
  ];
  try {
    await run('setpriv', [...dying, ...apart, ...bootstrap], { timeout: PATIENCE, env: proxies() });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    await removeTree(tree);
    if (readdirSync(cacheRoot()).length === 0) rmdirSync(cacheRoot());
    const last = `${error.stdout}${error.stderr}`.trim().split('\n').slice(-3).join('\n');
    throw new LabError(
      `Debian ${release} could not be fetched from ${mirror}. Is it reachable? debootstrap said:\n${last || error.message}`,
    );
  }
  // The packages themselves and their lists, which nobody reads again.
  await run('rm', ['-rf', join(tree, 'var/cache/apt'), join(tree, 'var/lib/apt')], { timeout: 60_000 });
}

/** The mirror from which this machine's own Debian comes; Debian's own elsewhere. */
async function debianMirror(): Promise<string> {
  if (which('apt-get') === undefined) return MIRROR;
  const format = '$(ORIGIN) $(REPO_URI)';
  const lines = (await run('apt-get', ['indextargets', '--format', format])).split('\n');
  // Not those of security updates, which are a part only.
  const own = lines.find((line) => /^Debian \S+\/debian\/?$/.test(line));
  return own?.split(' ')[1] ?? MIRROR;
}

/** How this machine reaches the web, if not directly. */
function proxies(): Record<string, string> {
  const names = ['http_proxy', 'https_proxy', 'no_proxy'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The name of a host that runs on the files of a release, in whatever lab. */
function hostOn(release: Release): string | undefined {
  const programs = statSync(join(releaseTree(release), 'usr'), { throwIfNoEntry: false });
  if (programs === undefined) return undefined;
  const hosts = labNames(labsRoot()).flatMap((name) => claimedHosts(labPaths(name)));
  return hosts.find((host) => {
    const pid = initPid(host);
    if (pid === undefined) return false;
    const its = statSync(`/proc/${pid}/root/usr`, { throwIfNoEntry: false });
    return its?.dev === programs.dev && its.ino === programs.ino;
  })?.name;
}
