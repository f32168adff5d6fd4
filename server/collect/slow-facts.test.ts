import { describe, expect, it } from 'vitest';
import type { ServiceFact } from '#lib/topology/snapshot.ts';
import { swarmFact } from '#lib/topology/testdata/facts.ts';
import { EngineError } from '#server/engine/engine-error.ts';
import { fakeClient } from '#server/engine/fake.ts';
import { readServices } from './slow-facts.ts';

const web: ServiceFact = {
  nativeId: 's1',
  name: 'web',
  mode: 'global',
  endpointMode: 'vip',
  networks: [],
  virtualAddresses: [],
  ports: [],
  tasks: [],
};
const manager = swarmFact({ role: 'manager' });
const telling = fakeClient({ services: async () => [web] });
const failing = fakeClient({
  services: async () => {
    throw new EngineError({ kind: 'engine-failed', message: 'The swarm has no leader.' });
  },
});

describe('reading services', () => {
  it('asks managers alone', async () => {
    expect(await readServices(telling, manager, undefined)).toEqual({ services: [web], warnings: [] });
    expect(await readServices(failing, swarmFact(), [web])).toEqual({ warnings: [] });
    expect(await readServices(failing, undefined, [web])).toEqual({ warnings: [] });
  });

  it('shows none where they are not permitted, and says so', async () => {
    const refused = fakeClient({
      services: () => Promise.reject(new EngineError({ kind: 'access-denied', message: 'No.' })),
    });
    expect(await readServices(refused, manager, [web])).toMatchObject({
      warnings: [{ code: 'not-permitted', message: expect.stringContaining('GET /services') }],
    });
  });

  it('keeps what was known where they can’t be read, with a warning', async () => {
    const warnings = [{ code: 'unread-services', message: expect.stringContaining('no leader') }];
    expect(await readServices(failing, manager, [web])).toEqual({ services: [web], warnings });
    expect(await readServices(failing, manager, undefined)).toEqual({ warnings });
  });

  it('does not hide a fault of ours', async () => {
    await expect(readServices(fakeClient(), manager, undefined)).rejects.toThrow('the fake has no services');
  });
});
