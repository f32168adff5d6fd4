import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startPatchbay } from '#e2e/support/patchbay.ts';
import { type Descriptors, readDescriptors, residentSize } from './descriptors.ts';
import { type Inside, insideSchema, type Look } from './inside.ts';

/** The built Patchbay with a probe in it. */
export interface SoakedServer {
  url: string;
  /** What is alive in it, after a garbage collection. */
  inside(look: Look): Promise<Inside>;
  descriptors(): Descriptors;
  /** Bytes. */
  residentSize(): number;
  /** How often it has given up a browser that did not read. */
  dropped(): number;
  /** What it wrote that a server in good health does not write: warnings of Node's, errors in its log. */
  complaints(): readonly string[];
  /** Ends it as `npm start` is ended; gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the server with a lab's configuration; `home` holds the keys it logs in with by ssh. */
export async function startServer(config: string, home: string): Promise<SoakedServer> {
  const log = createLogReader();
  const probe = fileURLToPath(new URL('probe.ts', import.meta.url));
  const { url, child, stop } = await startPatchbay({
    config,
    env: { HOME: home, SSH_AUTH_SOCK: '', PATCHBAY_LOG: 'info' },
    node: ['--expose-gc', '--import', probe],
    hear: log.hear,
  });
  const pid = child.pid ?? 0;
  const port = Number(new URL(url).port);
  return {
    url,
    async inside(look) {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(patience) });
      child.send(look);
      const [message] = await answer;
      return insideSchema.parse(message);
    },
    descriptors: () => readDescriptors(pid, port),
    residentSize: () => residentSize(pid),
    dropped: log.dropped,
    complaints: log.complaints,
    async stop() {
      await stop();
      return child.exitCode;
    },
  };
}

// A collection of a busy server on a busy machine takes a while.
const patience = 180_000;
const errorLevel = 50;

/** Reads the server's outputs line by line. */
function createLogReader() {
  const complaints: string[] = [];
  let dropped = 0;
  let rest = '';
  const take = (line: string) => {
    if (line.includes('does not read its stream and is dropped')) dropped += 1;
    const level = Number(/^\{"level":(\d+)/.exec(line)?.[1]);
    if (level >= errorLevel || (/Warning: |Error: /.test(line) && !/ExperimentalWarning|^\{/.test(line)))
      complaints.push(line);
  };
  return {
    hear(text: string) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    },
    dropped: () => dropped,
    complaints: () => complaints,
  };
}
