import { defined } from '#lib/topology/defined.ts';
import type { HostKey } from '#lib/wire/errors.ts';
import { Failure } from '#server/failure.ts';

/** What can go wrong with a connection to an engine, and what an engine can refuse. */
export type EngineErrorKind = keyof typeof statusOf;

/** The HTTP status that fits each kind, for requests of ours that fail because of it. */
const statusOf = {
  // The connection.
  'socket-missing': 502,
  'connection-refused': 502,
  'permission-denied': 502,
  'engine-timeout': 504,
  'unknown-host-name': 502,
  'network-unreachable': 502,
  'connection-lost': 502,
  'not-docker': 502,
  'classic-swarm': 502,
  'access-denied': 502,
  'tls-required': 502,
  'tls-files': 502,
  'tls-unknown-authority': 502,
  'tls-wrong-name': 502,
  'tls-expired': 502,
  'tls-not-spoken': 502,
  'tls-client-certificate': 502,
  'tls-client-expired': 502,
  'tls-refused': 502,
  'ssh-host-key-unknown': 502,
  'ssh-host-key-changed': 502,
  'ssh-key-refused': 502,
  'ssh-no-docker': 502,
  'ssh-failed': 502,
  'engine-too-old': 502,
  'engine-too-new': 502,
  'events-overflow': 502,
  // What the engine says to a request.
  'no-such-container': 404,
  'no-such-network': 404,
  'no-such-image': 404,
  'already-connected': 409,
  'not-connected': 409,
  'host-mode': 409,
  'none-mode': 409,
  'shared-sandbox': 409,
  'no-fixed-address': 409,
  'address-in-use': 409,
  'address-outside': 400,
  'not-attachable': 409,
  'not-a-manager': 409,
  'ambiguous-name': 409,
  'invalid-id': 400,
  'mode-network-gone': 409,
  'driver-gone': 502,
  'name-taken': 409,
  'reserved-name': 409,
  'subnet-overlap': 409,
  'pools-exhausted': 409,
  'unknown-driver': 409,
  'bridge-taken': 409,
  'parent-taken': 409,
  'invalid-spec': 400,
  'in-use': 409,
  'refused-by-engine': 409,
  'engine-failed': 502,
  'helper-failed': 502,
} as const;

export interface EngineErrorInit {
  kind: EngineErrorKind;
  /** A sentence for people that says what to do. */
  message: string;
  /** The engine's or the operating system's own words. */
  words?: string;
  /** The engine's HTTP status, if it answered. */
  engineStatus?: number;
  /** The key of a host that is not known by it. */
  hostKey?: HostKey;
  cause?: unknown;
}

/** A failed call to an engine. */
export class EngineError extends Failure {
  readonly kind: EngineErrorKind;
  readonly engineStatus: number | undefined;

  constructor(init: EngineErrorInit) {
    super({
      code: init.kind,
      message: init.message,
      status: statusOf[init.kind],
      ...(init.words ? { details: defined({ engine: init.words, hostKey: init.hostKey }) } : {}),
      cause: init.cause,
    });
    this.name = 'EngineError';
    this.kind = init.kind;
    this.engineStatus = init.engineStatus;
  }
}
