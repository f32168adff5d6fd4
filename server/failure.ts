import type { HostKey } from '#lib/wire/errors.ts';

/**
 * A failure with a sentence for people. Next bundles route handlers apart from the modules that Node runs
 * natively, so the same class exists twice in one process: failures are told by a brand, never by `instanceof`.
 */

const brand = Symbol.for('patchbay.failure');

export interface FailureDetails {
  /** The engine's own words. */
  engine?: string;
  /** What is wrong with each field. */
  fields?: Record<string, string>;
  /** The key of a host that is not among the known ones. */
  hostKey?: HostKey;
  [more: string]: unknown;
}

export interface FailureInit {
  code: string;
  /** Says what to do next. */
  message: string;
  /** The HTTP status that fits. */
  status: number;
  details?: FailureDetails;
  cause?: unknown;
}

export class Failure extends Error {
  readonly [brand] = true;
  readonly code: string;
  readonly status: number;
  readonly details: FailureDetails | undefined;

  constructor(init: FailureInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'Failure';
    this.code = init.code;
    this.status = init.status;
    this.details = init.details;
  }
}

/** Whether a thrown value is a failure with a sentence for people, whichever bundle it comes from. */
export function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && brand in error;
}
