import { Agent, request } from 'node:http';

/** So many are bridges, made for real; the others are config-only, of which the engine keeps no more than a note. */
export const bridges = 60;
const all = 500;
const atATime = 8;

/** Creates 500 networks on the engine at this socket as fast as it goes; gives their ids, the bridges' first. */
export async function createBurst(socketPath: string): Promise<string[]> {
  const bodies = Array.from({ length: all }, (_, i) => ({
    Name: `burst-${i}`,
    // The pools that engines take subnets from are exhausted after 31 bridges.
    ...(i < bridges
      ? { Driver: 'bridge', IPAM: { Config: [{ Subnet: `10.61.${i}.0/28` }] } }
      : { ConfigOnly: true, IPAM: { Config: [{ Subnet: `10.62.${i % 256}.0/28` }] } }),
  }));
  return each(bodies, async (body, agent) => {
    const { Id } = JSON.parse(await call(socketPath, agent, 'POST', '/networks/create', body)) as {
      Id: string;
    };
    return Id;
  });
}

/** Removes these networks as fast as it goes. */
export async function removeBurst(socketPath: string, ids: readonly string[]): Promise<void> {
  await each(ids, (id, agent) => call(socketPath, agent, 'DELETE', `/networks/${id}`));
}

async function each<T, R>(items: readonly T[], work: (item: T, agent: Agent) => Promise<R>): Promise<R[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime });
  try {
    return await Promise.all(items.map((item) => work(item, agent)));
  } finally {
    agent.destroy();
  }
}

function call(
  socketPath: string,
  agent: Agent,
  method: string,
  path: string,
  body?: unknown,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const asked = request({ socketPath, agent, method, path: `/v1.41${path}`, headers }, async (reply) => {
      let text = '';
      for await (const chunk of reply) text += chunk;
      if ((reply.statusCode ?? 0) < 300) resolve(text);
      else reject(new Error(`${method} ${path} answered ${reply.statusCode}: ${text}`));
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
