import { Agent } from 'node:http';
import { inspect } from 'node:util';
import type { HostAddress } from '#server/config/host-url.ts';
import { ChannelSocket } from './channel-socket.ts';
import type { SshAddress } from './explain-ssh.ts';
import { createSshLink } from './ssh-link.ts';
import { createTlsAgent } from './tls-agent.ts';

/** Opens the connections over which HTTP is spoken to an engine, and keeps some of them. */
export interface Connector {
  readonly agent: Agent;
  /** Settles when connections can be opened; rejects with an EngineError. Deadlines of calls begin after it. */
  ready(): Promise<void>;
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

const ready = () => Promise.resolve();

export function createConnector(address: HostAddress): Connector {
  if (address.kind === 'tcp' && address.tls) {
    const agent = brief(createTlsAgent(address, address.tls, keeping));
    const stage = () => (agent.isShakingHands() ? 'handshake' : 'reply');
    return { agent, ready, stage, close: () => agent.destroy() };
  }
  if (address.kind === 'ssh') return sshConnector(address);
  const agent = brief(new Agent(keeping));
  return { agent, ready, stage: () => 'reply', close: () => agent.destroy() };
}

/** Over one login: each connection is a channel of it. sshd allows ten (MaxSessions), of which eight are used. */
function sshConnector(address: SshAddress): Connector {
  const link = createSshLink(address);
  class Channels extends Agent {
    override createConnection(): ChannelSocket {
      return new ChannelSocket(link.dial(), link.explain);
    }
  }
  const agent = brief(new Channels({ ...keeping, maxSockets: 8 }));
  return {
    agent,
    ready: link.ready,
    stage: () => 'reply',
    close() {
      agent.destroy();
      link.close();
    },
  };
}

/** Makes the connectors of an engine's clients: one for each, but over ssh one for all, closed by the last. */
export function createConnectors(address: HostAddress): () => Connector {
  if (address.kind !== 'ssh') return () => createConnector(address);
  const shared = createConnector(address);
  let users = 0;
  return () => {
    users++;
    let open = true;
    const close = () => {
      if (open && --users === 0) shared.close();
      open = false;
    };
    return { ...shared, close };
  };
}
