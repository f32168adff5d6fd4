import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { withLock } from './lock.ts';

const NAME = `test ${process.pid}`;

it('lets one after the other work', async () => {
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await sleep(150);
    log.push(`${name} ends`);
  };
  await Promise.all([withLock(NAME, work('a')), withLock(NAME, work('b'))]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('is free again after a failure', async () => {
  await expect(withLock(NAME, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(NAME, () => Promise.resolve('yes'))).toBe('yes');
});

it('gives up in the end', async () => {
  await withLock(NAME, () =>
    expect(withLock(NAME, () => Promise.resolve(), 200)).rejects.toThrow('Another command'),
  );
});
