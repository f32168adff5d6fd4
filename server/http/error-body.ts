import type { ErrorBody } from '#lib/wire/errors.ts';
import { isFailure } from '#server/failure.ts';

/** What is told of a failed request: a status and the contract's error body. */
export interface ErrorReply {
  status: number;
  body: ErrorBody;
}

/** A failure as people may see it. What is no failure of ours is a fault, of which only the log tells more. */
export function errorReply(error: unknown): ErrorReply {
  if (!isFailure(error)) {
    return {
      status: 500,
      body: errorBody('internal', 'Patchbay failed at this. Try again; its log tells more.'),
    };
  }
  return { status: error.status, body: errorBody(error.code, error.message, error.details) };
}

export function errorBody(code: string, message: string, details?: ErrorBody['error']['details']): ErrorBody {
  return { error: { code, message, ...(details ? { details } : {}) } };
}
