import type { HostAddress } from '#server/config/host-url.ts';
import type { Stage } from './connector.ts';
import { EngineError, type EngineErrorKind } from './engine-error.ts';
import { explainTls } from './explain-tls.ts';
import type { ClassicSwarm } from './parse/classic-swarm.ts';

/** Says in words why an engine could not be reached. Never names a call: people ask about hosts. */
export function explainConnection(address: HostAddress, cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  const code = codeOf(cause);
  const words = cause instanceof Error ? cause.message : String(cause);
  const tls = address.kind === 'tcp' ? explainTls(address, cause) : undefined;
  const [kind, message] = tls ?? sentenceOf(address, code, words);
  return new EngineError({ kind, message, words, cause });
}

/** The engine was connected to but did not answer in time. `stage` is what was waited for. */
export function explainTimeout(address: HostAddress, milliseconds: number, stage: Stage): EngineError {
  const seconds = Math.round(milliseconds / 100) / 10;
  if (stage === 'handshake') {
    return new EngineError({
      kind: 'engine-timeout',
      message:
        `${placeOf(address)} accepts connections but does not take up TLS (waited ${seconds} s). The engine is frozen or ` +
        'overloaded, or it is another service that listens there; check the dockerd process and the port.',
      words: `no TLS handshake within ${milliseconds} ms`,
    });
  }
  return new EngineError({
    kind: 'engine-timeout',
    message:
      `The engine at ${placeOf(address)} does not answer (waited ${seconds} s). It is stopped, overloaded or cut off; ` +
      'check the dockerd process and the network on that host.',
    words: `no reply within ${milliseconds} ms`,
  });
}

/** Something answered, but not as a Docker Engine does. */
export function explainNotDocker(address: HostAddress, words: string): EngineError {
  return new EngineError({
    kind: 'not-docker',
    message: `What answers at ${placeOf(address)} is not a Docker Engine's API. Check the host's URL.`,
    words,
  });
}

/** A reply of an engine's shape that is not whole. */
export function explainDamaged(address: HostAddress, words: string): EngineError {
  return new EngineError({
    kind: 'connection-lost',
    message:
      `The engine at ${placeOf(address)} sent a reply that is damaged or cut short. If that goes on, check what ` +
      'stands between here and it (a proxy), and its log on that host.',
    words,
  });
}

/** A proxy answered in place of the engine behind it. */
export function explainGateway(address: HostAddress, status: number, words: string): EngineError {
  return new EngineError({
    kind: 'connection-refused',
    message: `What answers at ${placeOf(address)} is a proxy that does not reach the engine behind it (HTTP ${status}). Start that engine, or check the proxy.`,
    words,
    engineStatus: status,
  });
}

/** An API in front of several engines, whose containers are called `host/name`: their own engines tell more. */
export function explainClassicSwarm(address: HostAddress, { version, engines }: ClassicSwarm): EngineError {
  const behind = engines.length > 0 ? ` It stands before ${engines.join(', ')}.` : '';
  return new EngineError({
    kind: 'classic-swarm',
    message: `What answers at ${placeOf(address)} is a classic (standalone) Swarm, not one host.${behind} Add the hosts behind it to Patchbay instead, each with its own engine's URL.`,
    words: `swarm/${version}`,
  });
}

function sentenceOf(address: HostAddress, code: string, words: string): [EngineErrorKind, string] {
  const place = placeOf(address);
  const local = address.kind === 'unix';
  switch (code) {
    case 'ENOENT':
      return [
        'socket-missing',
        `There is no socket at ${place}. Start the engine (systemctl start docker), or correct the host's URL.`,
      ];
    case 'ENOTSOCK':
    case 'ENOTDIR':
      return ['socket-missing', `${place} is not a socket. Correct the host's URL.`];
    case 'ECONNREFUSED':
      return [
        'connection-refused',
        local
          ? `No engine listens at ${place}, though the socket exists: it was killed or is starting. Start it (systemctl start docker).`
          : `Nothing listens at ${place}. Start the engine there, or check the port and dockerd's -H option.`,
      ];
    case 'EACCES':
    case 'EPERM':
      return [
        'permission-denied',
        `Patchbay may not open ${place}. Run it as a user of the docker group, or as root.`,
      ];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return [
        'unknown-host-name',
        `The name of ${place} can't be resolved. Check the host's URL and this machine's DNS.`,
      ];
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return [
        'network-unreachable',
        `There is no route to ${place}. Check the network between here and there.`,
      ];
    case 'ETIMEDOUT':
      return [
        'engine-timeout',
        `${place} does not answer. Check that the host is up and that no firewall drops the connection.`,
      ];
    case 'EAGAIN':
      return [
        'engine-timeout',
        `The engine at ${place} accepts no connections: it is frozen or overloaded. Check the dockerd process.`,
      ];
    default:
      if (code.startsWith('HPE_')) {
        return ['not-docker', `What answers at ${place} does not speak HTTP. Check the host's URL.`];
      }
      return [
        'connection-lost',
        `The connection to the engine at ${place} broke off. If that goes on, check the dockerd process (${code || words}).`,
      ];
  }
}

function placeOf(address: HostAddress): string {
  return address.kind === 'unix' ? address.path : `${address.host}:${address.port}`;
}

function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return '';
  // Node tries all addresses of a name and then reports them together.
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
