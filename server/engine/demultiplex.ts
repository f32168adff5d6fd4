/**
 * Splits what an engine sends of a process without a terminal: frames with a head of eight bytes, the stream (1 is
 * stdout, 2 stderr), three zeros and the length, big-endian (Docker's API, `ContainerAttach`).
 */
export interface Demultiplexer {
  /** Throws if this can't be such a stream. */
  push(chunk: Buffer): void;
  /** What has come so far, of whole and of begun frames. */
  output(): { stdout: string; stderr: string };
  /** Whether the last frame is whole. */
  whole(): boolean;
}

const headLength = 8;

export function createDemultiplexer(): Demultiplexer {
  const streams: { 1: Buffer[]; 2: Buffer[] } = { 1: [], 2: [] };
  let head = Buffer.alloc(0);
  let stream: 1 | 2 = 1;
  let left = 0;

  return {
    push(chunk) {
      let rest = chunk;
      while (rest.length > 0) {
        if (left > 0) {
          const part = rest.subarray(0, left);
          streams[stream].push(part);
          left -= part.length;
          rest = rest.subarray(part.length);
          continue;
        }
        const missing = headLength - head.length;
        head = Buffer.concat([head, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (head.length < headLength) return;
        stream = streamOf(head);
        left = head.readUInt32BE(4);
        head = Buffer.alloc(0);
      }
    },
    output: () => ({ stdout: textOf(streams[1]), stderr: textOf(streams[2]) }),
    whole: () => left === 0 && head.length === 0,
  };
}

function streamOf(head: Buffer): 1 | 2 {
  const stream = head[0];
  if ((stream === 1 || stream === 2) && head.readUIntBE(1, 3) === 0) return stream;
  throw new Error(`a frame that is none: ${head.toString('hex')}`);
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}
