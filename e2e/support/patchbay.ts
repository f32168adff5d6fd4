import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running Patchbay of a test's own. */
export interface RunningPatchbay {
  url: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

export interface PatchbayOptions {
  config: string;
  /** A free one unless told. */
  port?: number;
  env?: Readonly<Record<string, string>>;
  /** Arguments for Node. Given any, the process has a channel for messages. */
  node?: readonly string[];
  /** Gets what it writes to its outputs. */
  hear?: (text: string) => void;
}

/** Starts the built Patchbay with a configuration file on the loopback, and waits until it answers. */
export async function startPatchbay(options: PatchbayOptions): Promise<RunningPatchbay> {
  const port = options.port ?? (await freePort());
  const data = mkdtempSync(join(tmpdir(), 'patchbay-'));
  const { node = [] } = options;
  const child = spawn(process.execPath, [...node, 'server/main.ts'], {
    env: {
      ...process.env,
      ...options.env,
      NODE_ENV: 'production',
      PATCHBAY_CONFIG: options.config,
      PATCHBAY_HOST: '127.0.0.1',
      PATCHBAY_PORT: String(port),
      PATCHBAY_DATA: data,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(node.length > 0 ? (['ipc'] as const) : [])],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-8000);
    options.hear?.(chunk.toString());
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      const patience = sleep(8000).then(() => child.kill('SIGKILL'));
      await Promise.race([once(child, 'exit'), patience]);
    }
    rmSync(data, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`Patchbay ended with ${child.exitCode}:\n${said}`);
    const healthy = await fetch(`${url}/api/health`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (healthy) return { url, child, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`Patchbay did not answer on ${url}:\n${said}`);
}

/** A port of the loopback that nothing listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The loopback gave no port.');
  return address.port;
}
