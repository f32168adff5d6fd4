import type { HostAddress } from '#server/config/host-url.ts';
import { EngineError, type EngineErrorKind } from './engine-error.ts';
import { explainGateway, explainNotDocker } from './explain-connection.ts';
import type { EngineReply } from './transport.ts';

/** What was asked, for sentences. */
export type CallSubject =
  | { call: 'read' | 'inspect-network' | 'inspect-container' }
  | { call: 'connect'; network: string; container: string; addresses: readonly string[] }
  | { call: 'disconnect'; network: string; container: string };

interface Rule {
  when: RegExp;
  kind: EngineErrorKind;
  /** `found` is what the pattern's group holds. */
  say: (names: { container: string; network: string; address: string; found: string }) => string;
}

/**
 * What engines (20.10 to 29) say when they refuse a connect or disconnect, and what that means. The status is
 * no guide: the same refusal is 400, 403, 409 or 500 from one version to the next.
 */
const refusals: readonly Rule[] = [
  {
    // Of a running container, from 26 on; 20.10 does not mind.
    when: /could not find a network matching network mode ([^\s:]+)/i,
    kind: 'mode-network-gone',
    say: ({ container, found }) =>
      `${container} was created on the network ${found}, which its host does not have now, and its engine connects it to nothing else until it has. ` +
      `If ${found} is an overlay, connect ${container} to it first; else create a network of that name, or create ${container} anew.`,
  },
  {
    // Tried by the engine for 15 s before it says so.
    when: /plugins\/[^/]+\.sock.*(connection refused|no such file)|plugin .* not found/is,
    kind: 'driver-gone',
    say: ({ network }) =>
      `The plugin that is the driver of ${network} does not answer its engine. Start the plugin on that host, then try again.`,
  },
  {
    when: /endpoint with name .* already exists|already (attached|connected) to network/i,
    kind: 'already-connected',
    say: ({ container, network }) =>
      `${container} is already connected to ${network}. Nothing needs to be done; if the page shows otherwise, reload it.`,
  },
  {
    when: /is not connected to (the )?network/i,
    kind: 'not-connected',
    say: ({ container, network }) =>
      `${container} is not connected to ${network} any more. Nothing needs to be done.`,
  },
  {
    when: /connected to host network or|connect container to host network|disconnected from host network/i,
    kind: 'host-mode',
    say: ({ container }) =>
      `The host network can't be joined or left while a container exists. Create ${container} anew with --network host, or without.`,
  },
  {
    when: /private \(none\) mode/i,
    kind: 'none-mode',
    say: ({ container }) =>
      `The none network excludes every other. Disconnect ${container} from "none" first, then connect it.`,
  },
  {
    when: /sharing network namespace with another container or host/i,
    kind: 'shared-sandbox',
    say: ({ container }) =>
      `${container} uses the network of another container or of the host. Connect the container it shares with, or create it anew with a network of its own.`,
  },
  {
    when: /user specified IP address is supported on user defined networks only/i,
    kind: 'no-fixed-address',
    say: ({ network }) =>
      `${network} is the default network and accepts no fixed address. Leave the address empty, or use a network of your own.`,
  },
  {
    when: /only when connecting to networks with user configured subnets/i,
    kind: 'no-fixed-address',
    say: ({ network }) =>
      `${network} accepts no fixed address, for its subnet was chosen by Docker. Leave the address empty, or create the network with a subnet of yours.`,
  },
  {
    when: /address already in use/i,
    kind: 'address-in-use',
    say: ({ network, address }) =>
      `${address} is taken on ${network} (by an endpoint, the gateway or the broadcast address). Choose another, or leave it empty.`,
  },
  {
    when: /does not belong to any of this network's subnets|it does not belong|no configured subnet|invalid address/i,
    kind: 'address-outside',
    say: ({ network, address }) =>
      `${address} is in none of ${network}'s subnets. Choose an address inside, or leave it empty.`,
  },
  {
    when: /no available (IPv4|IPv6)? ?addresses/i,
    kind: 'address-in-use',
    say: ({ network }) =>
      `${network} has no free address left. Disconnect something, or use another network.`,
  },
  {
    when: /not manually attachable/i,
    kind: 'not-attachable',
    say: ({ network }) =>
      `Only services can join ${network}: it was created without --attachable. Create an attachable network, or add the network to the service.`,
  },
  {
    when: /not a swarm manager|from a worker node/i,
    kind: 'not-a-manager',
    say: () => 'Only a manager of the swarm can do this. Do it on a manager.',
  },
  {
    when: /is ambiguous/i,
    kind: 'ambiguous-name',
    say: ({ network }) => `Several networks are named ${network}. Remove or rename all but one.`,
  },
  {
    when: /no such container|container .* not found/i,
    kind: 'no-such-container',
    say: ({ container }) => `The container ${container} does not exist any more.`,
  },
  {
    when: /no such network|network .* not found/i,
    kind: 'no-such-network',
    say: ({ network }) => `The network ${network} does not exist any more.`,
  },
  {
    when: /marked for removal|is not running|cannot .* paused|is restarting/i,
    kind: 'refused-by-engine',
    say: ({ container }) =>
      `The engine can't do this in ${container}'s present state. Wait until it has settled, or start it, and try again.`,
  },
];

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
  if (subject.call === 'connect' || subject.call === 'disconnect') {
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
    'Nothing was done. Let it allow POST for networks, or do this on the host itself.';
  return new EngineError({ ...init, kind: 'access-denied', message });
}

function explainRefusal(
  subject: Extract<CallSubject, { network: string }>,
  init: { words: string; engineStatus: number },
): EngineError {
  const { container, network } = subject;
  const addresses = subject.call === 'connect' ? subject.addresses : [];
  const names = { container, network, address: addresses.join(' or ') || 'The address' };
  for (const { when, kind, say } of refusals) {
    const match = when.exec(init.words);
    if (match) return new EngineError({ ...init, kind, message: say({ ...names, found: match[1] ?? '' }) });
  }
  const what =
    subject.call === 'connect'
      ? `connect ${container} to ${network}`
      : `disconnect ${container} from ${network}`;
  return new EngineError({
    ...init,
    kind: init.engineStatus >= 500 ? 'engine-failed' : 'refused-by-engine',
    message: `The engine did not ${what}: ${init.words || `HTTP ${init.engineStatus}`}. See its log on that host.`,
  });
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
