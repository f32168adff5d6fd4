// Runs on whatever Node the machine has (20 or later): it brings the project's own Node, then everything else runs on that.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node the project runs on: a dependency like the others, whatever the machine has. */
export const node = join(root, 'node_modules/.bin/node');

/** Nothing of ours or our tools' calls home. */
export const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  // Next would add what the lock file lacks of other platforms, at every build.
  NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
};

/** Runs a command in the project's folder with our output; its exit code. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment, ...options });
  if (done.error) throw done.error;
  return done.status ?? 1;
}

/** Installs exactly what the lock file says, unless that is what is there. */
export function installDependencies() {
  const wanted = hashOf(['package-lock.json', 'package.json']);
  const stamp = join(root, 'node_modules/.installed');
  if (existsSync(node) && read(stamp) === wanted) return;
  console.log('Installing the dependencies…');
  // Not `npm ci`: it refuses a lock file without the optional binaries of platforms that the registry at hand did not
  // have. This keeps to the lock file as strictly for all that is in it, and does not write to it.
  if (run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    console.error('The dependencies could not be installed. Is the npm registry reachable?');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Builds the page, unless the last build is of these very sources. */
export function buildPage() {
  const sources = [
    'app',
    'components',
    'lib',
    'server',
    'public',
    'next.config.ts',
    'postcss.config.mjs',
    'package-lock.json',
  ];
  const wanted = hashOf(sources);
  const stamp = join(root, '.next/patchbay-sources');
  if (read(stamp) === wanted) return 0;
  console.log('Building the page…');
  const status = run(node, ['node_modules/next/dist/bin/next', 'build']);
  if (status === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  }
  return status;
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** One hash over files and all that is in folders, names included. */
function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name));
    else hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
