import type { EngineClient } from './engine-client.ts';

/** A client whose every call fails unless a test gives it. */
export function fakeClient(calls: Partial<EngineClient> = {}): EngineClient {
  const missing = (name: string) => () => Promise.reject(new Error(`the fake has no ${name}`));
  return {
    ping: async () => ({ apiVersion: '1.41', flavour: 'docker' }),
    info: async () => ({ version: '20.10.24', drivers: ['bridge'], rootless: false }),
    networks: async () => ({ items: [], warnings: [] }),
    containers: async () => ({ items: [], warnings: [] }),
    services: missing('services'),
    inspectNetwork: missing('inspectNetwork'),
    inspectContainer: missing('inspectContainer'),
    events: missing('events'),
    connect: missing('connect'),
    disconnect: missing('disconnect'),
    createNetwork: missing('createNetwork'),
    removeNetwork: missing('removeNetwork'),
    helpers: {
      list: missing('helpers.list'),
      create: missing('helpers.create'),
      start: missing('helpers.start'),
      run: missing('helpers.run'),
      exec: missing('helpers.exec'),
      remove: missing('helpers.remove'),
    },
    close: () => undefined,
    ...calls,
  };
}
