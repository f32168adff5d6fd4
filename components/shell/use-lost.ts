'use client';

import { useEffect, useState } from 'react';
import type { TopologyState } from '#lib/store/topology-store.ts';

/** A reconnect this short is nobody's business. */
const patience = 2_000;

/** Whether the stream has been lost for longer than a moment. */
export function useLost({ connection, since }: TopologyState): boolean {
  const [lostSince, setLostSince] = useState<number>();
  const reconnecting = connection === 'reconnecting';
  useEffect(() => {
    if (!reconnecting) return;
    const timer = setTimeout(() => setLostSince(since), since + patience - Date.now());
    return () => clearTimeout(timer);
  }, [reconnecting, since]);
  return reconnecting && lostSince === since;
}
