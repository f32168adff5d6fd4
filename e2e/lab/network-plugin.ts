import { rmSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * A network driver as a plugin of its own process, the old way (a socket in /run/docker/plugins), for trying out how
 * networks of unknown drivers look. It agrees to everything and wires nothing. Runs inside a lab's host:
 * `node network-plugin.ts SOCKET`. Protocol: libnetwork's docs/remote.md.
 */
const answers: Readonly<Record<string, object>> = {
  '/Plugin.Activate': { Implements: ['NetworkDriver'] },
  '/NetworkDriver.GetCapabilities': { Scope: 'local' },
  '/NetworkDriver.EndpointOperInfo': { Value: {} },
  '/NetworkDriver.CreateEndpoint': { Interface: {} },
};

const [socket = ''] = process.argv.slice(2);
// One from a plugin that was killed stays behind.
rmSync(socket, { force: true });
createServer((request, response) => {
  request.resume();
  response.setHeader('Content-Type', 'application/vnd.docker.plugins.v1+json');
  response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
}).listen(socket);
