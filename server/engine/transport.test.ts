import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostAddress } from '#server/config/host-url.ts';
import { createDockerClient } from './docker-client.ts';

const deadlines = { ping: 150, read: 150, list: 150, change: 150 };

let folder: string;
let closers: (() => void)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-transport-'));
  closers = [];
});
afterEach(() => {
  for (const close of closers) close();
  rmSync(folder, { recursive: true, force: true });
});

/** A server that answers each connection's first bytes in its own way. */
async function serve(answer: (socket: Socket, request: string) => void): Promise<HostAddress> {
  const path = join(folder, 'engine.sock');
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => answer(socket, bytes.toString()));
  }).listen(path);
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { kind: 'unix', path };
}

function clientOf(address: HostAddress, patience = deadlines) {
  const client = createDockerClient(address, patience);
  closers.push(() => client.close());
  return client;
}

const http = (body: string, headers = 'Api-Version: 1.41\r\n') =>
  `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const pingOr = (answer: (socket: Socket) => void) => (socket: Socket, request: string) => {
  if (request.includes('/_ping')) socket.write(http('OK'));
  else answer(socket);
};

describe('what an engine that can not be read is told as', () => {
  it('no socket', async () => {
    const client = clientOf({ kind: 'unix', path: join(folder, 'none.sock') });
    await expect(client.ping()).rejects.toMatchObject({
      code: 'socket-missing',
      message: expect.stringContaining(join(folder, 'none.sock')),
    });
  });

  it('a file in place of a socket', async () => {
    writeFileSync(join(folder, 'file'), '');
    const client = clientOf({ kind: 'unix', path: join(folder, 'file') });
    // Linux refuses the connection to a file that is no socket.
    await expect(client.ping()).rejects.toMatchObject({ code: 'connection-refused' });
  });

  it('nobody listens', async () => {
    const client = clientOf({ kind: 'tcp', host: '127.0.0.1', port: 1 });
    await expect(client.ping()).rejects.toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining('127.0.0.1:1'),
    });
  });

  it('a name that is none', async () => {
    const client = createDockerClient({ kind: 'tcp', host: 'nowhere.invalid', port: 2375 });
    closers.push(() => client.close());
    await expect(client.ping()).rejects.toMatchObject({ code: 'unknown-host-name' });
  });

  it('no answer', async () => {
    const client = clientOf(await serve(() => undefined));
    await expect(client.ping()).rejects.toMatchObject({ code: 'engine-timeout' });
  });

  it('half a head', async () => {
    const client = clientOf(await serve((socket) => socket.write('HTTP/1.1 200 OK\r\nApi-Ver')));
    await expect(client.ping()).rejects.toMatchObject({ code: 'engine-timeout' });
  });

  it('half a body, then silence', async () => {
    const half = (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"Id":');
    const client = clientOf(await serve(pingOr(half)));
    await expect(client.networks()).rejects.toMatchObject({ code: 'engine-timeout' });
  });

  it('half a body, then the end: told at once', async () => {
    const cut = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"Id":');
    const client = clientOf(await serve(pingOr(cut)));
    await expect(client.networks()).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('half a body that calls itself whole', async () => {
    const client = clientOf(await serve(pingOr((socket) => socket.write(http('[{"Id":')))));
    await expect(client.networks()).rejects.toMatchObject({
      code: 'connection-lost',
      message: expect.stringContaining('cut short'),
    });
  });

  it('a proxy that does not reach the engine', async () => {
    const page = '<html>502 Bad Gateway</html>';
    const refusal = `HTTP/1.1 502 Bad Gateway\r\nContent-Length: ${page.length}\r\n\r\n${page}`;
    const client = clientOf(await serve((socket) => socket.write(refusal)));
    await expect(client.ping()).rejects.toMatchObject({
      code: 'connection-refused',
      message: expect.stringContaining('does not reach the engine behind it (HTTP 502)'),
    });
  });

  it('a cut connection', async () => {
    const client = clientOf(await serve((socket) => socket.destroy()));
    await expect(client.ping()).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('something that does not speak HTTP', async () => {
    const client = clientOf(await serve((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')));
    await expect(client.ping()).rejects.toMatchObject({ code: 'not-docker' });
  });

  it('a web server that is no engine', async () => {
    const page = http('<html></html>', 'Content-Type: text/html\r\n');
    const client = clientOf(await serve((socket) => socket.write(page)));
    await expect(client.ping()).rejects.toMatchObject({ code: 'not-docker' });
  });

  it('an engine whose lists are none', async () => {
    const client = clientOf(await serve(pingOr((socket) => socket.write(http('{"not": "a list"}')))));
    await expect(client.containers()).rejects.toMatchObject({ code: 'not-docker' });
  });

  it('a classic Swarm, with the engines behind it', async () => {
    const info = JSON.stringify({
      ServerVersion: 'swarm/1.2.9',
      SystemStatus: [
        ['Nodes', '1'],
        [' web-1', '10.1.0.108:2376'],
      ],
    });
    for (const header of ['', 'Api-Version: 1.22\r\n']) {
      const address = await serve((socket, request) => {
        socket.write(request.includes('/_ping') ? http('OK', header) : http(info, ''));
      });
      await expect(clientOf(address).ping()).rejects.toMatchObject({
        code: 'classic-swarm',
        message: expect.stringMatching(/classic \(standalone\) Swarm.* before web-1 at 10\.1\.0\.108:2376/),
      });
      rmSync(join(folder, 'engine.sock'), { force: true });
    }
  });

  it('what is neither an engine nor a classic Swarm', async () => {
    const address = await serve((socket) => socket.write(http('OK', '')));
    await expect(clientOf(address).ping()).rejects.toMatchObject({ code: 'not-docker' });
  });

  it('an engine that is too old', async () => {
    const client = clientOf(await serve((socket) => socket.write(http('OK', 'Api-Version: 1.24\r\n'))));
    await expect(client.ping()).rejects.toMatchObject({ code: 'engine-too-old' });
  });
});

describe('calls', () => {
  it('ask for the version that both sides know', async () => {
    const asked: string[] = [];
    const client = clientOf(
      await serve((socket, request) => {
        asked.push(request.split('\r\n')[0] ?? '');
        socket.write(http(request.includes('/_ping') ? 'OK' : '[]', 'Api-Version: 1.99\r\n'));
      }),
    );
    await client.networks();
    await client.containers();
    expect(asked).toEqual([
      'GET /_ping HTTP/1.1',
      'GET /v1.55/networks HTTP/1.1',
      'GET /v1.55/containers/json?all=1 HTTP/1.1',
    ]);
  });

  it('carry their body in the body alone', async () => {
    const requests: string[] = [];
    const client = clientOf(
      await serve((socket, request) => {
        if (!request.includes('/_ping')) requests.push(request);
        socket.write(http(request.includes('/_ping') ? 'OK' : ''));
      }),
    );
    const network = { nativeId: 'n1', name: 'net' };
    const container = { nativeId: 'c1', name: 'con' };
    await client.connect({ network, container, ipv4: '10.0.0.5', aliases: ['db'] });
    await client.connect({ network, container });
    await client.disconnect({ network, container, force: true });
    expect(requests.map((text) => text.split('\r\n')[0])).toEqual([
      'POST /v1.41/networks/n1/connect HTTP/1.1',
      'POST /v1.41/networks/n1/connect HTTP/1.1',
      'POST /v1.41/networks/n1/disconnect HTTP/1.1',
    ]);
    expect(requests.map((text) => JSON.parse(text.split('\r\n\r\n')[1] ?? ''))).toEqual([
      {
        Container: 'c1',
        EndpointConfig: { IPAMConfig: { IPv4Address: '10.0.0.5' }, Aliases: ['db'], DriverOpts: {} },
      },
      { Container: 'c1', EndpointConfig: { DriverOpts: {}, IPAMConfig: {} } },
      { Container: 'c1', Force: true },
    ]);
  });

  it('under way fail when the client is closed, and later ones at once', async () => {
    const client = clientOf(await serve(() => undefined));
    const call = client.ping();
    client.close();
    await expect(call).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(client.ping()).rejects.toMatchObject({ code: 'connection-lost' });
  });
});

it('a ping does not wait for slow calls: a busy engine is not a dead one', async () => {
  const patient = { ping: 5_000, read: 60_000, list: 60_000, change: 60_000 };
  const client = clientOf(await serve(pingOr(() => undefined)), patient);
  const slow = Array.from({ length: 16 }, (_, i) =>
    client.inspectContainer(`c${i}`).catch((error: unknown) => error),
  );
  await expect(client.ping()).resolves.toMatchObject({ apiVersion: expect.any(String) });
  client.close();
  await Promise.all(slow);
});

describe('events', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const event = (id: string) => `{"Type":"network","Action":"create","Actor":{"ID":"${id}"}}\n`;
  const collect = async (events: AsyncIterable<{ id: string }>) => {
    const ids: string[] = [];
    for await (const { id } of events) ids.push(id);
    return ids;
  };

  it('are cut into lines, however they come, and end with the stream', async () => {
    const [first = '', second = ''] = [event('c').slice(0, 20), event('c').slice(20)];
    const client = clientOf(
      await serve(
        pingOr((socket) => {
          socket.write(head + chunk(event('a') + event('b') + first));
          setTimeout(() => socket.end(`${chunk(second)}0\r\n\r\n`), 20);
        }),
      ),
    );
    expect(await collect(await client.events(new AbortController().signal))).toEqual(['a', 'b', 'c']);
  });

  it('outlive the deadline of a call', async () => {
    const client = clientOf(
      await serve(
        pingOr((socket) => {
          socket.write(head);
          setTimeout(() => socket.end(`${chunk(event('late'))}0\r\n\r\n`), 300);
        }),
      ),
    );
    expect(await collect(await client.events(new AbortController().signal))).toEqual(['late']);
  });

  it('that are refused are explained by what the engine says', async () => {
    const words = JSON.stringify({
      message: 'client version 1.41 is too old. Minimum supported API version is 1.56',
    });
    const refuse = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${words.length}\r\n\r\n${words}`;
    const client = clientOf(await serve(pingOr((socket) => socket.end(refuse))));
    await expect(client.events(new AbortController().signal)).rejects.toMatchObject({
      code: 'engine-too-new',
    });
  });

  it('that are none fail the stream', async () => {
    const client = clientOf(await serve(pingOr((socket) => socket.write(head + chunk('<html>\n')))));
    await expect(collect(await client.events(new AbortController().signal))).rejects.toMatchObject({
      code: 'not-docker',
    });
  });

  it('end when the engine goes, and when nobody wants them any more', async () => {
    const going = clientOf(await serve(pingOr((socket) => socket.write(head, () => socket.destroy()))));
    const over = await collect(await going.events(new AbortController().signal)).catch(
      (error: unknown) => error,
    );
    expect(over).toMatchObject({ code: 'connection-lost' });
  });

  it('stop being read when aborted', async () => {
    const client = clientOf(await serve(pingOr((socket) => socket.write(head + chunk(event('a'))))));
    const ending = new AbortController();
    const events = await client.events(ending.signal);
    const over = collect(events).catch((error: unknown) => error);
    setTimeout(() => ending.abort(), 20);
    expect(await over).toMatchObject({ code: 'connection-lost' });
  });
});
