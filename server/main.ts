import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '#lib/topology/model.ts';
import { createOwnReach } from './actions/own-reach.ts';
import { createRecord } from './audit/audit.ts';
import { type Config, readConfig } from './config/config.ts';
import { describeFault } from './config/fault.ts';
import { providePatchbay } from './context.ts';
import { connect } from './engine/connect.ts';
import { isFailure } from './failure.ts';
import { createHostRegistry } from './hosts/host-registry.ts';
import { createHostAllowed } from './http/allowed-hosts.ts';
import { createConnections } from './http/connections.ts';
import { createFrontDoor, type FrontDoorOptions } from './http/front-door.ts';
import { createLog } from './log.ts';
import { createCore } from './patchbay.ts';
import { openStorage, type Storage } from './storage/storage.ts';

/** Starts Patchbay: `node server/main.ts [--dev]`. */
async function main(): Promise<void> {
  const dev = process.argv.includes('--dev');
  const config = configOrExit();
  const log = createLog(process.env.PATCHBAY_LOG);
  const { listen } = config;
  const storage = await storageOrExit(process.env.PATCHBAY_DATA || './data');
  const source = config.origin === process.env.PATCHBAY_CONFIG ? basename(config.origin) : config.origin;
  const core = createCore(
    config.hosts.map((host) => ({ ...host, origin: 'file' as const, source })),
    log,
    createRecord({ store: storage.audit, log }),
    storage.instance,
  );
  const hosts = await createHostRegistry({
    ...core,
    store: storage.hosts,
    connect,
    probe: config.probe,
    log,
  });
  const connections = createConnections();
  const closing = new AbortController();

  const next = await prepareNext(dev, listen);
  const server = createServer();
  server.listen(listen.port, listen.host);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  // Known only now where port 0 asked for any.
  const { port } = server.address() as AddressInfo;
  const hostAllowed = createHostAllowed({ ...listen, port });
  providePatchbay({
    ...core,
    hosts,
    audit: storage.audit,
    ownReach: createOwnReach({ topology: () => core.hub.current().topology }),
    hostAllowed,
    closing: closing.signal,
    remoteAddress: connections.remoteAddress,
    cut: connections.cut,
    log,
  });
  const door = createFrontDoor({
    hostAllowed,
    connections,
    dev,
    next: next.next,
    upgrade: next.upgrade,
    failed: (error) => log.error({ err: error }, 'a request failed'),
  });
  server.on('request', door.request);
  server.on('upgrade', door.upgrade);
  core.start();
  announce(config, hosts.list(), port);

  const shutDown = async () => {
    process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
    closing.abort();
    server.close();
    await core.stop();
    await storage.close();
    await next.close();
    server.closeAllConnections();
    process.exit(0);
  };
  process.once('SIGTERM', shutDown).once('SIGINT', shutDown);
}

interface NextApp extends Pick<FrontDoorOptions, 'next' | 'upgrade'> {
  close(): Promise<void>;
}

/** Next with our pages and routes, ready to handle what the front door lets through. */
async function prepareNext(dev: boolean, listen: { host: string; port: number }): Promise<NextApp> {
  // Set before Next and React are loaded: they choose their builds by it.
  Object.assign(process.env, {
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  });
  const { default: createNext } = await import('next');
  const dir = fileURLToPath(new URL('..', import.meta.url));
  // Next puts its own upgrade listener on the server it is given. It gets one that nobody connects to, so that
  // upgrades pass the guard, too.
  const decoy = createServer();
  const next = createNext({ dev, dir, hostname: listen.host, port: listen.port, httpServer: decoy });
  await next.prepare();
  return { next: next.getRequestHandler(), upgrade: next.getUpgradeHandler(), close: () => next.close() };
}

function configOrExit(): Config {
  const result = readConfig(process.env);
  // dockerode reads these by itself, over what it is told.
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_PATH_PREFIX']) {
    delete process.env[name];
  }
  if (result.ok) return result.config;
  for (const fault of result.faults) console.error(describeFault(fault));
  process.exit(1);
}

/** Without its file Patchbay would forget what is added on the page: that is told before anything runs. */
async function storageOrExit(folder: string): Promise<Storage> {
  try {
    return await openStorage(folder);
  } catch (error) {
    if (!isFailure(error)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function announce({ listen, origin }: Config, hosts: readonly Host[], port: number): void {
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  if (hosts.length > 0) {
    const named = (from: Host['origin']) =>
      hosts.filter((each) => each.origin === from).map(({ name }) => name);
    const [configured, stored] = [named('file').join(', '), named('stored').join(', ')];
    if (configured) console.log(`Patchbay reads ${configured} (from ${origin}).`);
    if (stored) console.log(`Patchbay reads ${stored} (added on the page).`);
  } else {
    console.log(
      'No Docker host was found. Add one on the page, or name your hosts in a file and start with PATCHBAY_CONFIG=patchbay.yaml:\n' +
        '  hosts:\n    - { name: here, url: "unix:///var/run/docker.sock" }',
    );
  }
  console.log(`Patchbay is at http://${host}:${port}`);
}

main().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') console.error('The port is in use. Choose another by PATCHBAY_PORT.');
  else if (code === 'EACCES')
    console.error('This port may not be used. Choose one above 1023 by PATCHBAY_PORT.');
  else console.error(isFailure(error) ? error.message : error);
  process.exit(1);
});
