import { Duplex, type Readable } from 'node:stream';
import type { FarEnd } from './explain-ssh.ts';

const longestWords = 2_000;

/** A command that runs at the far end of ssh: its standard input and output, and its errors. */
export type Channel = Duplex & { stderr: Readable };

/** A command's channel over ssh in the shape that Node's HTTP client wants its sockets. */
export class ChannelSocket extends Duplex {
  timeout = 0;
  #channel: Channel | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** What waits for the channel to open. */
  #afterOpen: (() => void)[] = [];

  /** `explain` makes the error of a command that ended without having said anything. */
  constructor(opening: Promise<Channel>, explain: (end: FarEnd) => Error) {
    super();
    opening.then(
      (channel) => this.#opened(channel, explain),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  setTimeout(milliseconds: number, callback?: () => void): this {
    this.timeout = milliseconds;
    // As in Node's own sockets: no time-out takes the listener away.
    if (callback && milliseconds === 0) this.off('timeout', callback);
    else if (callback) this.once('timeout', callback);
    this.#busy();
    return this;
  }
  /** These are a TCP socket's; the connection under all channels has its own. */
  setKeepAlive(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  #opened(channel: Channel, explain: (end: FarEnd) => Error): void {
    if (this.destroyed) {
      channel.destroy();
      return;
    }
    this.#channel = channel;
    let heard = false;
    let words = '';
    let exitCode: number | undefined;
    channel.on('data', (bytes: Buffer) => {
      heard = true;
      this.#busy();
      if (!this.push(bytes)) channel.pause();
    });
    channel.stderr.on('data', (bytes: Buffer) => {
      words = (words + bytes.toString()).slice(0, longestWords);
    });
    channel.on('exit', (code: number | null) => {
      exitCode = code ?? undefined;
    });
    channel.on('error', (error: Error) => this.destroy(error));
    channel.on('close', () => {
      if (!heard) this.destroy(explain({ exitCode, words: words.trim() }));
      else this.#ended();
    });
    for (const work of this.#afterOpen.splice(0)) work();
  }

  /** The far side has closed. Whoever still reads gets the rest; one that nobody reads must leave the agent's pool. */
  #ended(): void {
    this.once('end', () => this.destroy());
    this.push(null);
    setImmediate(() => {
      if (this.readableLength === 0) this.destroy();
    });
  }

  /** Starts the idle time anew. */
  #busy(): void {
    clearTimeout(this.#idle);
    if (this.timeout <= 0 || this.destroyed) return;
    this.#idle = setTimeout(() => this.emit('timeout'), this.timeout);
    this.#idle.unref();
  }

  override _read(): void {
    this.#channel?.resume();
  }
  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#busy();
    if (this.#channel) this.#channel.write(chunk, done);
    else this.#afterOpen.push(() => this._write(chunk, encoding, done));
  }
  override _final(done: () => void): void {
    if (this.#channel) this.#channel.end(done);
    else this.#afterOpen.push(() => this._final(done));
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#idle);
    this.#channel?.destroy();
    done(error);
  }
}
