import { once } from 'node:events';
import { Agent, createServer, get, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Channel, ChannelSocket } from './channel-socket.ts';

/** A far command that leads to a server of HTTP: a TCP connection with a standard error beside it. */
let server: Server;
let channels: Channel[];
let agent: Agent;

const open = async (): Promise<Channel> => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const channel = Object.assign(socket, { stderr: new PassThrough() });
  channels.push(channel);
  return channel;
};
const explain = ({ exitCode, words }: { exitCode: number | undefined; words: string }) =>
  new Error(`ended with ${exitCode}: ${words}`);
const ask = async (path = '/') => {
  const request = get({ agent, path, host: 'engine' });
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
};

beforeEach(async () => {
  channels = [];
  server = createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  class Channels extends Agent {
    override createConnection() {
      return new ChannelSocket(open(), explain);
    }
  }
  agent = new Channels({ keepAlive: true, timeout: 100 });
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
});

it('carries one request after the other, without listeners that pile up', async () => {
  for (let i = 0; i < 30; i++) expect(await ask(`/${i}`)).toBe(`/${i}`);
  expect(channels).toHaveLength(1);
  const [socket] = Object.values(agent.freeSockets).flat();
  expect(socket?.listenerCount('timeout')).toBeLessThan(5);
});

it('is closed when it was idle for the agent’s time', async () => {
  await ask();
  const [channel] = channels;
  if (channel) await once(channel, 'close');
  expect(Object.values(agent.freeSockets).flat()).toEqual([]);
});

it('leaves the agent when the far side ends it', async () => {
  await ask();
  channels[0]?.destroy();
  await sleep(20);
  expect(await ask('/again')).toBe('/again');
  expect(channels).toHaveLength(2);
});

it('tells why a command ended that had said nothing', async () => {
  const channel = Object.assign(new PassThrough(), { stderr: new PassThrough() });
  const socket = new ChannelSocket(Promise.resolve(channel), explain);
  const failed = once(socket, 'error');
  await sleep(5);
  channel.stderr.write('no such thing\n');
  channel.emit('exit', 3);
  await sleep(5);
  channel.destroy();
  expect((await failed)[0]).toMatchObject({ message: 'ended with 3: no such thing' });
});

it('fails when the command can’t be run, and closes what opens too late', async () => {
  const refused = new ChannelSocket(Promise.reject(new Error('not logged in')), explain);
  expect((await once(refused, 'error'))[0]).toMatchObject({ message: 'not logged in' });
  const opening = open();
  const late = new ChannelSocket(opening, explain);
  late.destroy();
  await sleep(5);
  expect((await opening).destroyed).toBe(true);
});
