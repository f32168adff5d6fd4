import { readdirSync, readFileSync, statSync } from 'node:fs';
import { labNames } from './claim.ts';
import { labsRoot } from './paths.ts';
import { HOST_MARK, isAlive, markedProcesses } from './processes.ts';
import { run } from './run.ts';

/** What labs could leave behind on a machine, by kind, as sorted lines. */
export type Trace = Readonly<Record<string, readonly string[]>>;

/** Looks at this machine. Labs other than `mine` may come and go meanwhile: what is theirs is left out. */
export async function machineTrace(mine: readonly string[]): Promise<Trace> {
  const others = labNames(labsRoot()).filter((name) => !mine.includes(name));
  const names = others.join('|') || '(?!)';
  const theirs = new RegExp(`\\b(${names})(\\d+|sw|root)\\b|patchbay-lab[-/](${names})\\b`);
  const list = (lines: readonly string[]) => lines.filter((line) => line !== '' && !theirs.test(line)).sort();
  const output = async (command: string, ...args: string[]) => (await run(command, args)).split('\n');
  const withoutCounters = (lines: readonly string[]) =>
    lines.filter((line) => !line.startsWith('#')).map((line) => line.replace(/\[\d+:\d+\]/, ''));
  return {
    namespaces: list(await output('ip', 'netns', 'list')),
    links: list((await output('ip', '-br', 'link')).map((line) => line.split(/[@\s]/)[0] ?? '')),
    routes: list(await output('ip', 'route', 'show', 'table', 'all')),
    rules: list(withoutCounters(await output('iptables-save'))),
    rules6: list(withoutCounters(await output('ip6tables-save'))),
    mounts: list(
      readFileSync('/proc/self/mountinfo', 'utf8')
        .split('\n')
        .map((line) => line.split(' ')[4] ?? ''),
    ),
    cgroups: list(cgroups()),
    processes: list(outerProcesses()),
    folders: list(['/run', '/opt', '/etc/docker', labsRoot()].flatMap(filesIn)),
  };
}

/** The pids of all processes of these labs: pid 1 of each host, who waits for it, and everything below. */
export function labProcesses(labs: readonly string[]): number[] {
  const dirs = labs.map((name) => `${labsRoot()}/${name}/`);
  const found = new Set(
    markedProcesses(HOST_MARK, (mark) => dirs.some((dir) => mark.startsWith(dir))).map(
      (process) => process.pid,
    ),
  );
  const parents = allProcesses().map(({ pid, status }) => ({ pid, parent: Number(field(status, 'PPid')) }));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found].filter(isAlive);
}

function outerProcesses(): string[] {
  return allProcesses()
    .filter(({ status }) => !field(status, 'NSpid').includes('\t'))
    .filter(({ status }) => /docker|containerd|runc|unshare|nsenter|busybox/.test(field(status, 'Name')))
    .map(({ pid }) => readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

function allProcesses(): { pid: number; status: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), status: readIfThere(`/proc/${entry}/status`) }))
    .filter(({ status }) => status !== '');
}

function field(status: string, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

function cgroups(): string[] {
  const top = filesIn('/sys/fs/cgroup');
  return [...top, ...top.flatMap(filesIn)].filter((path) => /docker|containerd|patchbay/.test(path));
}

function filesIn(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path).map((name) => `${path}/${name}`);
}
