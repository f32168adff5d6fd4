import type { HostAddress } from '#server/config/host-url.ts';
import { EngineError } from './engine-error.ts';
import { explainGateway, explainNotDocker } from './explain-connection.ts';
import { explainHelperRefusal } from './explain-helper.ts';
import { type CallNames, refusals } from './refusals.ts';
import type { EngineReply } from './transport.ts';

/** What was asked, for sentences. */
export type CallSubject =
  | HelperSubject
  | { call: 'read' | 'inspect-network' | 'inspect-container' }
  | { call: 'connect'; network: string; container: string; addresses: readonly string[] }
  | { call: 'disconnect'; network: string; container: string }
  | { call: 'create-network'; network: string; driver: string }
  | { call: 'remove-network'; network: string };

/** A helper container, and the image it was to be made of. */
export type HelperSubject = { call: 'helper'; image?: string };

/** Says in words what an engine means by an unsuccessful reply. */
export function explainReply(reply: EngineReply, address: HostAddress, subject: CallSubject): EngineError {
  const words = wordsOf(reply);
  const init = { words, engineStatus: reply.status };
  if (/client sent an HTTP request to an HTTPS server/i.test(words)) {
    const message =
      'The engine wants TLS there. Give the host `tls: { ca, cert, key }` (or reach it by its unix socket or ssh).';
    return new EngineError({ ...init, kind: 'tls-required', message });
  }
  if (/client version .* is too (old|new)/i.test(words)) {
    const old = /too old/i.test(words);
    const message = old
      ? 'The engine is newer than this Patchbay knows. Update Patchbay.'
      : 'The engine is older than Patchbay supports. Update the engine.';
    return new EngineError({ ...init, kind: old ? 'engine-too-new' : 'engine-too-old', message });
  }
  if (subject.call === 'inspect-container' && reply.status === 404) {
    return new EngineError({ ...init, kind: 'no-such-container', message: 'The container does not exist.' });
  }
  if (subject.call === 'inspect-network' && reply.status === 404) {
    return new EngineError({ ...init, kind: 'no-such-network', message: 'The network does not exist.' });
  }
  if (subject.call === 'helper') {
    return explainHelperRefusal(subject.image, { ...init, denied: isDenied(reply) });
  }
  if ('network' in subject) {
    return isDenied(reply) ? explainDeniedChange(init) : explainRefusal(subject, init);
  }
  if (reply.status === 401 || reply.status === 403 || isDenied(reply)) {
    const message =
      'Something before the engine (a socket proxy or an authorization plugin) refuses to let Patchbay read it. ' +
      'Let it allow GET for _ping, info, networks, containers and events.';
    return new EngineError({ ...init, kind: 'access-denied', message });
  }
  if (!jsonMessage(reply) && [502, 503, 504].includes(reply.status))
    return explainGateway(address, reply.status, words);
  if (!jsonMessage(reply)) return explainNotDocker(address, `HTTP ${reply.status}: ${words}`);
  const message = `The engine could not answer (HTTP ${reply.status}: ${words}). See its log on that host.`;
  return new EngineError({ ...init, kind: 'engine-failed', message });
}

/**
 * Whether somebody before the engine refuses. The engine uses the same statuses for refusals of its own, but in
 * JSON, where an authorization plugin says that it was one.
 */
function isDenied(reply: EngineReply): boolean {
  if (![401, 403, 405].includes(reply.status)) return false;
  const words = jsonMessage(reply);
  return words === undefined || /authorization denied by plugin/i.test(words);
}

function explainDeniedChange(init: { words: string; engineStatus: number }): EngineError {
  const message =
    'Not permitted: something before the engine (a read-only socket proxy or an authorization plugin) refuses changes. ' +
    'Nothing was done. Let it allow POST and DELETE for networks, or do this on the host itself.';
  return new EngineError({ ...init, kind: 'access-denied', message });
}

function explainRefusal(
  subject: Extract<CallSubject, { network: string }>,
  init: { words: string; engineStatus: number },
): EngineError {
  const { network } = subject;
  const addresses = subject.call === 'connect' ? subject.addresses : [];
  const names = {
    network,
    container: 'container' in subject ? subject.container : 'the container',
    driver: 'driver' in subject ? subject.driver : 'its driver',
    address: addresses.join(' or ') || 'The address',
  };
  for (const { when, calls, kind, say } of refusals) {
    const match = (calls?.includes(subject.call) ?? true) ? when.exec(init.words) : null;
    if (match) return new EngineError({ ...init, kind, message: say({ ...names, found: match[1] ?? '' }) });
  }
  return new EngineError({
    ...init,
    kind: init.engineStatus >= 500 ? 'engine-failed' : 'refused-by-engine',
    message: `The engine did not ${whatOf(subject, names)}: ${init.words || `HTTP ${init.engineStatus}`}. See its log on that host.`,
  });
}

function whatOf(
  { call }: CallSubject,
  { container, network }: Pick<CallNames, 'container' | 'network'>,
): string {
  if (call === 'connect') return `connect ${container} to ${network}`;
  if (call === 'disconnect') return `disconnect ${container} from ${network}`;
  return `${call === 'create-network' ? 'create' : 'remove'} ${network}`;
}

function wordsOf(reply: EngineReply): string {
  return jsonMessage(reply) ?? reply.text.trim().slice(0, 500);
}

function jsonMessage(reply: EngineReply): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(reply.text);
  } catch {
    return undefined; // Go's own HTTP errors are plain text.
  }
  if (typeof value !== 'object' || value === null || !('message' in value)) return undefined;
  return typeof value.message === 'string' ? value.message : undefined;
}
