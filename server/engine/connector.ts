import { Agent } from 'node:http';
import { inspect } from 'node:util';
import type { HostAddress } from '#server/config/host-url.ts';
import { createTlsAgent } from './tls-agent.ts';

/** Opens the connections over which HTTP is spoken to an engine, and keeps some of them. */
export interface Connector {
  readonly agent: Agent;
  /** What a call that ran out of time was waiting for. */
  stage(): Stage;
  close(): void;
}

export type Stage = 'reply' | 'handshake';

// More sockets than all that is ever asked at once (the stream, inspects of events and of lists, an action): a ping
// that had to wait for one would make a busy engine look dead. The idle time-out only closes kept connections before
// a proxy in between forgets them.
const keeping = { keepAlive: true, maxSockets: 24, maxFreeSockets: 4, timeout: 20_000 };

/**
 * docker-modem 5.0.7 writes out each request's options for a debug line that nobody reads, the agent with all its
 * sockets among them: 16 ms of CPU a request with 24 sockets open, 0.1 ms with a short answer here.
 */
function brief<A extends Agent>(agent: A): A {
  return Object.assign(agent, { [inspect.custom]: () => 'Agent' });
}

export function createConnector(address: HostAddress): Connector {
  if (address.kind === 'tcp' && address.tls) {
    const agent = brief(createTlsAgent(address, address.tls, keeping));
    const stage = () => (agent.isShakingHands() ? 'handshake' : 'reply');
    return { agent, stage, close: () => agent.destroy() };
  }
  const agent = brief(new Agent(keeping));
  return { agent, stage: () => 'reply', close: () => agent.destroy() };
}
