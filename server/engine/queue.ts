/**
 * What is pushed can be iterated later; pushing never waits. Overflow fails the reader instead of growing
 * without bound.
 */
export interface Queue<T> extends AsyncIterable<T> {
  push(item: T): void;
  end(): void;
  fail(error: unknown): void;
}

export function createQueue<T>(limit: number, overflow: () => Error): Queue<T> {
  const items: T[] = [];
  let ended = false;
  let failure: { error: unknown } | undefined;
  let wake: (() => void) | undefined;

  const stir = () => {
    wake?.();
    wake = undefined;
  };
  const fail = (error: unknown) => {
    failure ??= { error };
    stir();
  };
  return {
    push(item) {
      if (ended || failure) return;
      if (items.length >= limit) fail(overflow());
      else items.push(item);
      stir();
    },
    end() {
      ended = true;
      stir();
    },
    fail,
    async *[Symbol.asyncIterator]() {
      for (;;) {
        if (failure) throw failure.error;
        const item = items.shift();
        if (item !== undefined) yield item;
        else if (ended) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
