import { Worker } from 'node:worker_threads';
import type { WireFacts } from '#lib/wires/facts.ts';
import { Failure } from '#server/failure.ts';
import { readerClosed, threadEnded } from './refusals.ts';
import type { FromThread, ReadRequest, ToThread } from './thread-messages.ts';

/** How long a read may take, in milliseconds; hundreds of namespaces take a tenth of a second. */
const patience = 30_000;
/** How long the thread may take to end by itself; it would leave open what it has open. */
const endingPatience = 5_000;

interface Pending {
  resolve(facts: WireFacts): void;
  reject(reason: unknown): void;
  timer: NodeJS.Timeout;
}

/** A thread that reads the kernel for all hosts: made by the first read, and again by the next after it ended. */
export class KernelThread {
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #nextId = 0;

  read(request: Omit<ReadRequest, 'id'>): Promise<WireFacts> {
    const id = this.#nextId++;
    const worker = this.#start();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(worker), patience);
      timer.unref();
      this.#pending.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, ...request } satisfies ToThread);
    });
  }

  /** Ends the thread between two reads; those under way fail. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#failAll(readerClosed());
    if (!worker) return;
    worker.ref();
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage('end' satisfies ToThread);
    const timer = setTimeout(() => void worker.terminate(), endingPatience);
    await ended;
    clearTimeout(timer);
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    // It needs none of the flags that this process was started with, and can't be started with some of them.
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] });
    let reason = 'its thread ended';
    worker.on('message', (message: FromThread) => this.#settle(message));
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => this.#forget(worker, threadEnded(reason)));
    this.#worker = worker;
    return worker;
  }

  #settle(message: FromThread): void {
    const pending = this.#take(message.id);
    if ('facts' in message) pending?.resolve(message.facts);
    else pending?.reject(new Failure(message.failure));
  }

  /** The kernel holds the thread up: another one may fare better. */
  #giveUp(worker: Worker): void {
    this.#forget(worker, threadEnded('it took too long'));
    void worker.terminate();
  }

  /** What ended after it was replaced takes no read of its successor with it. */
  #forget(worker: Worker, reason: Failure): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#failAll(reason);
  }

  #failAll(reason: Failure): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(reason);
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    clearTimeout(pending?.timer);
    // While it has nothing to do, it keeps no process running.
    if (this.#pending.size === 0) this.#worker?.unref();
    return pending;
  }
}
