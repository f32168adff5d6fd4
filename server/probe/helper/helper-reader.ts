import type { WireFacts } from '#lib/wires/facts.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';
import type { WireReader, WireRequest } from '../wire-reader.ts';
import { factsOf } from './facts.ts';
import type { Owner } from './helper-spec.ts';
import { ownerLabels } from './helper-spec.ts';
import { createOneShot } from './one-shot.ts';
import { closed, notForPodman, notForRootless } from './refusals.ts';
import { type Form, loadScripts } from './scripts.ts';
import { createStanding } from './standing.ts';

export interface HelperReaderOptions extends Owner {
  /** Of the host's engine. It stays the caller's to close, after this reader. */
  client: Pick<EngineClient, 'ping' | 'info' | 'helpers'>;
  mode: 'one-shot' | 'standing';
  /** Any that has busybox, and that is on the host. */
  image?: string;
  /** `sysfs` reads as on a host without iproute2. */
  form?: Form;
  /** How long one read may take, in milliseconds. */
  deadline?: number;
  /** After how many seconds without a read a helper that stays ends by itself. */
  patience?: number;
}

/** A reader of a host's links through its Docker API alone, by a small container of our own on that host. */
export function createHelperReader(options: HelperReaderOptions): WireReader {
  const { client, image = 'busybox', form = 'auto', deadline = 20_000, patience = 180 } = options;
  const { instance, hostId } = options;
  const scripts = loadScripts();
  const closing = new AbortController();
  const common = { helpers: client.helpers, owner: { instance, hostId }, image, deadline };
  const mode =
    options.mode === 'one-shot'
      ? createOneShot(common)
      : createStanding({ ...common, staying: scripts.staying(patience) });
  let prepared: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** Refuses what can't be read so, and removes what an earlier run of this Patchbay left behind. */
  const prepare = async () => {
    const { flavour } = await client.ping();
    if (flavour === 'podman') throw notForPodman();
    const { rootless } = await client.info();
    if (rootless) throw notForRootless();
    const left = await client.helpers.list(ownerLabels(common.owner));
    await Promise.all(left.map((id) => client.helpers.remove(id)));
  };
  const read = async ({ folder, signal }: WireRequest): Promise<WireFacts> => {
    signal.throwIfAborted();
    prepared ??= prepare();
    try {
      await prepared;
      const { mark, command } = scripts.reading(folder, form);
      const printed = await mode.run(command, signal);
      return factsOf({ ...printed, mark, folder, image });
    } catch (error) {
      // What was made and never heard of is looked for at the next read.
      prepared = undefined;
      throw error;
    }
  };

  return {
    way: 'helper',
    read(request) {
      const signal = AbortSignal.any([request.signal, closing.signal]);
      // One after the other: two helpers at once would be twice the load for the same answer.
      const turn = last.then(() => read({ ...request, signal }));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      if (!closing.signal.aborted) closing.abort(closed());
      await last;
      await mode.close();
    },
  };
}
