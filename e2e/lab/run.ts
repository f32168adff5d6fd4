import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { CommandError } from './errors.ts';

export interface RunOptions {
  /** Milliseconds after which the program is killed; 30 s unless told. */
  readonly timeout?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment of every program the lab starts: nothing of the user's own Docker or proxy settings. */
export function cleanEnv(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const path = `${process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'}:/usr/sbin:/sbin`;
  return { PATH: path, HOME: '/root', LC_ALL: 'C', NODE_ENV: process.env.NODE_ENV, ...extra };
}

/** Runs a program to its end and gives its standard output; throws a CommandError when it fails or takes too long. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const timeout = options.timeout ?? 30_000;
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      {
        env: cleanEnv(options.env),
        cwd: '/',
        timeout,
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const why = error.killed ? `no answer within ${timeout / 1000} s` : error.message;
        reject(new CommandError([command, ...args].join(' '), why, stdout, stderr));
      },
    );
  });
}

/** Whether a program ends without an error. */
export async function succeeds(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<boolean> {
  try {
    await run(command, args, options);
    return true;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

/** Starts a program that outlives us, in a session of its own, with its output in a file. */
export function launch(
  command: string,
  args: readonly string[],
  log: string,
  env: Record<string, string>,
): Promise<void> {
  const out = openSync(log, 'a');
  const child = spawn(command, args, {
    cwd: '/',
    detached: true,
    env: cleanEnv(env),
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
}

/** Runs a program on the user's terminal and gives its exit status. */
export function runInForeground(
  command: string,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<number> {
  const terminal = process.env.TERM ? { TERM: process.env.TERM } : {};
  const child = spawn(command, args, { env: cleanEnv({ ...terminal, ...env }), stdio: 'inherit' });
  const leaveToChild = () => undefined;
  process.on('SIGINT', leaveToChild);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', leaveToChild);
      resolve(code ?? 1);
    });
  });
}
