import { readdirSync, readFileSync, statSync } from 'node:fs';
import { labNames } from './claim.ts';
import { labsRoot } from './paths.ts';
import { HOST_MARK, isAlive, markedProcesses, readProc } from './processes.ts';
import { run } from './run.ts';

/** Where else what a lab starts would leave files, were it not in the host's own. */
const OTHER_FOLDERS = [
  '/opt',
  '/etc/docker',
  '/run/openvswitch',
  '/etc/openvswitch',
  '/var/log/openvswitch',
  labsRoot(),
];

/** What labs could leave behind on a machine, by kind, as sorted lines. */
export type Trace = Readonly<Record<string, readonly string[]>>;

/**
 * Looks at this machine. Labs other than `mine` may come and go meanwhile: what is theirs is left out, and so is
 * the folder /run/netns itself, which the last lab takes away.
 */
export async function machineTrace(mine: readonly string[]): Promise<Trace> {
  const labs = labNames(labsRoot());
  const output = async (command: string, ...args: string[]) => (await run(command, args)).split('\n');
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  const found = {
    namespaces: await output('ip', 'netns', 'list'),
    links: (await output('ip', '-br', 'link')).map((line) => line.split(/[@\s]/)[0] ?? ''),
    routes: await output('ip', 'route', 'show', 'table', 'all'),
    rules: withoutCounters(await output('iptables-save')),
    rules6: withoutCounters(await output('ip6tables-save')),
    mounts: mounts.map((line) => line.split(' ')[4] ?? ''),
    cgroups: dockerCgroups(),
    processes: processesNaming(mine.map((name) => `${labsRoot()}/${name}`)),
    folders: [...filesIn('/run').filter(ofDocker), ...OTHER_FOLDERS.flatMap(filesIn)],
  };
  const others = [...labs, ...labNames(labsRoot())].filter((name) => !mine.includes(name));
  const names = others.join('|') || '(?!)';
  const theirs = new RegExp(`\\b(${names})(\\d+|sw|root)\\b|patchbay-lab[-/]\\.?(${names})\\b`);
  const list = (lines: readonly string[]) =>
    lines.filter((line) => line !== '' && line !== '/run/netns' && !theirs.test(line)).sort();
  return Object.fromEntries(Object.entries(found).map(([kind, lines]) => [kind, list(lines)]));
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

/** Processes whose command line or environment names one of these folders. */
function processesNaming(folders: readonly string[]): string[] {
  return allProcesses()
    .map(({ pid }) => readProc(pid, 'cmdline') + readProc(pid, 'environ'))
    .filter((text) => folders.some((folder) => text.includes(`${folder}/`)))
    .map((text) => text.replaceAll('\0', ' '));
}

function withoutCounters(rules: readonly string[]): string[] {
  return rules.filter((line) => !line.startsWith('#')).map((line) => line.replace(/\[\d+:\d+\]/, ''));
}

function allProcesses(): { pid: number; status: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), status: readProc(Number(entry), 'status') }))
    .filter(({ status }) => status !== '');
}

function field(status: string, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
}

function dockerCgroups(): string[] {
  const top = filesIn('/sys/fs/cgroup');
  return [...top, ...top.flatMap(filesIn)].filter(ofDocker);
}

function filesIn(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path).map((name) => `${path}/${name}`);
}

function ofDocker(path: string): boolean {
  return /docker|containerd|runc|xtables|openvswitch|patchbay/.test(path);
}
