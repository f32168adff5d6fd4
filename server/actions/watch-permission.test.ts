import { expect, it } from 'vitest';
import { EngineError } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { watchPermission } from './watch-permission.ts';

it('tells whether changes are permitted, and fails as the client does', async () => {
  const told: boolean[] = [];
  const refuse = (kind: 'access-denied' | 'address-in-use') => () =>
    Promise.reject(new EngineError({ kind, message: `It is ${kind}.` }));
  const request = { network: { nativeId: 'n', name: 'n' }, container: { nativeId: 'c', name: 'c' } };
  const of = (calls: Parameters<typeof fakeClient>[0]) =>
    watchPermission(fakeClient(calls), (permitted) => told.push(permitted));

  await expect(of({ connect: refuse('access-denied') }).connect(request)).rejects.toThrow('access-denied');
  // The engine's own refusals say nothing of what is permitted.
  await expect(of({ disconnect: refuse('address-in-use') }).disconnect(request)).rejects.toThrow('in-use');
  await of({ disconnect: async () => undefined }).disconnect(request);
  expect(told).toEqual([false, true]);
});
