import { describe, expect, it } from 'vitest';
import { createQueue } from './queue.ts';

describe('createQueue', () => {
  const overflow = () => new Error('too much');
  it('hands on what was pushed before and while it is read, in order', async () => {
    const queue = createQueue<number>(10, overflow);
    queue.push(1);
    queue.push(2);
    setTimeout(() => {
      queue.push(3);
      queue.end();
      queue.push(4);
    });
    const seen: number[] = [];
    for await (const item of queue) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
  });
  it('fails its reader when more waits than it holds', async () => {
    const queue = createQueue<number>(2, overflow);
    for (const item of [1, 2, 3]) queue.push(item);
    const reader = queue[Symbol.asyncIterator]();
    await expect(reader.next()).rejects.toThrow('too much');
  });
});
