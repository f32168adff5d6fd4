import type { Manners, ProxiedCall } from '#e2e/support/engine-proxy.ts';
import type { Fault } from './fault.ts';
import type { World } from './world.ts';

/** Does something else with the list of containers, and cuts what is under way, as such a proxy does when it starts. */
const listing =
  (manners: Manners) =>
  ({ proxy }: World) => {
    proxy.behave((call) => (call.path === '/containers/json' ? manners(call) : call.pass()));
    proxy.hangUp();
  };
const everything =
  (manners: Manners) =>
  ({ proxy }: World) => {
    proxy.behave(manners);
    proxy.hangUp();
  };
const throughProxy = {
  reach: ({ ways }: World) => ways.proxy,
  heal: ({ proxy }: World) => proxy.behave(),
};
const answer = (status: number, type: string, body: string) => (call: ProxiedCall) => {
  call.reply.writeHead(status, { 'Content-Type': type }).end(body);
};

/** Half of what the engine answers, though the head tells of all of it. */
async function half({ reply, ask }: ProxiedCall): Promise<void> {
  const { status, type, body } = await ask();
  reply.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
  await new Promise((written) => reply.write(body.subarray(0, body.length / 2), written));
}

/** What bad proxies do before a good engine. */
export const proxyFaults: readonly Fault[] = [
  {
    ...throughProxy,
    name: 'every connection cut',
    inject: everything(({ reply }) => {
      reply.destroy();
    }),
    says: /^The connection to the engine at .* broke off/,
  },
  {
    ...throughProxy,
    name: 'connections taken, nothing answered',
    inject: everything(() => undefined),
    says: /does not answer \(waited 2 s\)/,
  },
  {
    ...throughProxy,
    name: 'half a body, then silence',
    inject: listing(half),
    says: /does not answer \(waited 8 s\)/,
  },
  {
    ...throughProxy,
    name: 'half a body, then the end',
    inject: listing(async (call) => {
      await half(call);
      call.reply.destroy();
    }),
    says: /broke off/,
  },
  {
    ...throughProxy,
    name: 'half a body that calls itself whole',
    inject: listing(async ({ reply, ask }) => {
      const { status, type, body } = await ask();
      reply.writeHead(status, { 'Content-Type': type }).end(body.subarray(0, body.length / 2));
    }),
    says: /cut short/,
  },
  {
    ...throughProxy,
    name: 'garbage that is no HTTP',
    inject: everything(({ reply }) => {
      reply.socket?.end('\0\u0001 no HTTP at all\r\n\r\n');
    }),
    says: /does not speak HTTP/,
  },
  {
    ...throughProxy,
    name: 'a web page in place of JSON',
    inject: listing(answer(200, 'text/html', '<html><body>Welcome!</body></html>')),
    says: /is not a Docker Engine's API/,
  },
  {
    ...throughProxy,
    name: 'JSON of another shape',
    inject: listing(answer(200, 'application/json', '{"containers": 7}')),
    says: /is not a Docker Engine's API/,
  },
  {
    ...throughProxy,
    name: 'the proxy does not reach the engine (502)',
    inject: everything(answer(502, 'text/html', '<html><h1>502 Bad Gateway</h1></html>')),
    says: /does not reach the engine/,
  },
  {
    ...throughProxy,
    name: 'the engine fails (500)',
    inject: listing(answer(500, 'application/json', '{"message": "layer does not exist"}')),
    says: /^The engine could not answer \(HTTP 500: layer does not exist\)/,
  },
];
