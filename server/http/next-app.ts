import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { FrontDoorOptions } from './front-door.ts';

export interface NextApp extends Pick<FrontDoorOptions, 'next' | 'upgrade'> {
  close(): Promise<void>;
}

/** Next with our pages and routes, ready to handle what the front door lets through. */
export async function prepareNext(dev: boolean, listen: { host: string; port: number }): Promise<NextApp> {
  // Set before Next and React are loaded: they choose their builds by it.
  Object.assign(process.env, {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  });
  const { default: createNext } = await import('next');
  const dir = fileURLToPath(new URL('../..', import.meta.url));
  // Next puts its own upgrade listener on the server it is given. It gets one that nobody connects to, so that
  // upgrades pass the guard, too.
  const decoy = createServer();
  const next = createNext({ dev, dir, hostname: listen.host, port: listen.port, httpServer: decoy });
  await next.prepare();
  return { next: next.getRequestHandler(), upgrade: next.getUpgradeHandler(), close: () => next.close() };
}
