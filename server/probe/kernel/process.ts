import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What the kernel tells of processes, under `proc`. All of it is undefined or empty of one that ended, or is out of reach. */

export function allPids(proc: string): number[] {
  return readdirSync(proc)
    .map(Number)
    .filter((pid) => Number.isInteger(pid));
}

/** The name of its program, its first 15 bytes. */
export function programOf(proc: string, pid: number): string | undefined {
  return orUndefined(() => readFileSync(`${proc}/${pid}/comm`, 'utf8').trimEnd());
}

/** When it started, in the kernel's ticks: with it a pid means one process for ever. */
export function startOf(proc: string, pid: number): number | undefined {
  const stat = orUndefined(() => readFileSync(`${proc}/${pid}/stat`, 'utf8'));
  // The second field is the program's name in brackets, which may hold anything; this is the 22nd.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return ticks === undefined ? undefined : Number(ticks);
}

/** `net:[4026531840]` */
export function namespaceOf(proc: string, pid: number | 'self', kind: 'net' | 'user'): string | undefined {
  return orUndefined(() => readlinkSync(`${proc}/${pid}/ns/${kind}`));
}

/** `/proc/net/unix` of its network namespace. */
export function unixSockets(proc: string, pid: number): string | undefined {
  return orUndefined(() => readFileSync(`${proc}/${pid}/net/unix`, 'utf8'));
}

/** A variable of the environment that it was started with. */
export function environmentOf(proc: string, pid: number, variable: string): string | undefined {
  const all = orUndefined(() => readFileSync(`${proc}/${pid}/environ`, 'utf8'))?.split('\0');
  return all?.find((line) => line.startsWith(`${variable}=`))?.slice(variable.length + 1);
}

/** Whether it lives in a user namespace of its own. */
export function isRootless(proc: string, pid: number): boolean {
  const theirs = namespaceOf(proc, pid, 'user');
  return theirs !== undefined && theirs !== namespaceOf(proc, 'self', 'user');
}

/** The inodes of the sockets that it has open. */
export function socketsOf(proc: string, pid: number): Set<number> {
  const sockets = new Set<number>();
  for (const descriptor of orUndefined(() => readdirSync(`${proc}/${pid}/fd`)) ?? []) {
    const target = orUndefined(() => readlinkSync(`${proc}/${pid}/fd/${descriptor}`)) ?? '';
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) sockets.add(Number(inode));
  }
  return sockets;
}

/** Whether the process may do what the bit stands for (capabilities(7)). */
export function hasCapability(proc: string, pid: number | 'self', bit: number): boolean {
  const status = orUndefined(() => readFileSync(`${proc}/${pid}/status`, 'utf8')) ?? '';
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${effective}`) >> BigInt(bit)) & 1n) === 1n;
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
