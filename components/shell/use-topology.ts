'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { type StreamWorld, startStream } from '#lib/store/stream.ts';
import { createTopologyStore, type TopologyState } from '#lib/store/topology-store.ts';

/** Where the server pushes the topology. */
const eventsUrl = '/api/v1/topology/events';

/** The live topology: a store for as long as the page lives, fed by the server's stream. */
export function useTopology(): TopologyState {
  const [store] = useState(() => createTopologyStore());
  useEffect(() => {
    const stream = startStream(store, browserWorld);
    return () => stream.stop();
  }, [store]);
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

const browserWorld: StreamWorld = {
  open: () => new EventSource(eventsUrl),
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  isHidden: () => document.hidden,
  onWake(callback) {
    document.addEventListener('visibilitychange', callback);
    addEventListener('online', callback);
    return () => {
      document.removeEventListener('visibilitychange', callback);
      removeEventListener('online', callback);
    };
  },
};
