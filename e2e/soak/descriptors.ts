import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process's open file descriptors, by what they are. */
export interface Descriptors {
  all: number;
  /** Accepted on the port that browsers use. */
  browsers: number;
  listening: number;
  /** Other TCP: to engines, and to hosts by ssh. */
  tcp: number;
  /** To engines; the process's own pipes are a constant few of these. */
  unix: number;
}

/** The tables of /proc/PID/net, as they are written there. */
export interface SocketTables {
  tcp: string;
  unix: string;
}

/** Sorts the targets of /proc/PID/fd by the tables of the same process. `port` is where it listens to browsers. */
export function sortDescriptors(targets: readonly string[], tables: SocketTables, port: number): Descriptors {
  const tcp = tcpByInode(tables.tcp, port);
  const unix = new Set(rows(tables.unix).map((row) => row[6]));
  const found: Descriptors = { all: targets.length, browsers: 0, listening: 0, tcp: 0, unix: 0 };
  for (const target of targets) {
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode === undefined) continue;
    const kind = tcp.get(inode) ?? (unix.has(inode) ? 'unix' : undefined);
    if (kind) found[kind] += 1;
  }
  return found;
}

// `sl local_address rem_address st … inode`: addresses end in the port, in hexadecimal; state 0A is LISTEN.
function tcpByInode(table: string, port: number): Map<string, 'browsers' | 'listening' | 'tcp'> {
  return new Map(
    rows(table).map((row) => {
      const local = Number.parseInt(row[1]?.split(':')[1] ?? '', 16);
      const kind = row[3] === '0A' ? 'listening' : local === port ? 'browsers' : 'tcp';
      return [row[9] ?? '', kind] as const;
    }),
  );
}

function rows(table: string): string[][] {
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.trim().split(/\s+/));
}

/** The descriptors that a process has open now. */
export function readDescriptors(pid: number, port: number): Descriptors {
  const folder = `/proc/${pid}/fd`;
  const targets = readdirSync(folder).flatMap((name) => linkTarget(`${folder}/${name}`));
  const table = (name: string) => readFileSync(`/proc/${pid}/net/${name}`, 'utf8');
  const tcp = table('tcp') + table('tcp6').replace(/^.*\n/, '');
  return sortDescriptors(targets, { tcp, unix: table('unix') }, port);
}

/** Closed since the folder was read: it is not open. */
function linkTarget(path: string): string[] {
  try {
    return [readlinkSync(path)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A process's resident size in bytes. */
export function residentSize(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
