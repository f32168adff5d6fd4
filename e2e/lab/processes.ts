import { readdirSync, readFileSync } from 'node:fs';

/** A process that carries a mark in its environment, and so is ours whatever its pid once meant. */
export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly mark: string;
  /** It is pid 1 of a pid namespace. */
  readonly init: boolean;
  /** It was stopped by a signal. */
  readonly stopped: boolean;
}

/** Carried by the processes that make up a host: its pid 1 and the one waiting for it outside. */
export const HOST_MARK = 'PATCHBAY_LAB_HOST';
/** Carried by a host's Docker Engine. */
export const ENGINE_MARK = 'PATCHBAY_LAB_ENGINE';

/** All processes on this machine whose environment has `variable`, with a value that `accepts` agrees to. */
export function markedProcesses(variable: string, accepts: (value: string) => boolean): MarkedProcess[] {
  const found: MarkedProcess[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (Number.isNaN(pid)) continue;
    const mark = readProc(pid, 'environ')
      .split('\0')
      .find((line) => line.startsWith(`${variable}=`))
      ?.slice(variable.length + 1);
    if (mark === undefined || !accepts(mark)) continue;
    const status = readProc(pid, 'status');
    const pids = /^NSpid:\s*(.*)$/m.exec(status)?.[1]?.split('\t') ?? [];
    found.push({
      pid,
      command: /^Name:\s*(.*)$/m.exec(status)?.[1] ?? '',
      arguments: readProc(pid, 'cmdline').split('\0').slice(0, -1),
      mark,
      init: pids.length > 1 && pids.at(-1) === '1',
      stopped: /^State:\s*T/m.test(status),
    });
  }
  return found;
}

/** Whether a process exists and is not merely waiting to be reaped. */
export function isAlive(pid: number): boolean {
  const status = readProc(pid, 'status');
  return status !== '' && !/^State:\s*[ZX]/m.test(status);
}

/** Sends a signal; a process that has ended meanwhile is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A file of a process, or '' when the process has ended or is out of our reach (then it is not ours). */
export function readProc(pid: number, file: 'cmdline' | 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(code)) return '';
    throw error;
  }
}
