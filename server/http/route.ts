import type { z } from 'zod';
import { type Permission, type Principal, principalOf } from '#server/auth/principal.ts';
import { type Patchbay, patchbay } from '#server/context.ts';
import { Failure, isFailure } from '#server/failure.ts';
import { errorBody, errorReply } from './error-body.ts';
import { guard } from './guard.ts';
import { readBody } from './read-body.ts';

/** What a route must say of itself. There is no default for `permission`: every route names its own. */
export interface RouteOptions<S extends z.ZodType = z.ZodUndefined> {
  permission: Permission;
  /** The shape of the JSON body; without it none is read. */
  body?: S;
  /** The path after which the rest is an id: `/api/v1/networks/`. */
  idAfter?: string;
}

interface RouteCall<S extends z.ZodType = z.ZodUndefined> {
  request: Request;
  principal: Principal;
  patchbay: Patchbay;
  body: z.infer<S>;
  /** What follows `idAfter`, decoded; empty without that option. */
  id: string;
}

/** Answers with a value (sent as JSON) or a whole response. */
export type RouteHandler<S extends z.ZodType> = (call: RouteCall<S>) => unknown;

const brand = Symbol.for('patchbay.route');

export type Route = ((request: Request) => Promise<Response>) & { [brand]: Permission };

/**
 * Makes a route handler. Each one guards, authorizes and parses by itself: nothing depends on a layer in
 * front of it that a request might get around.
 */
export function route<S extends z.ZodType = z.ZodUndefined>(
  options: RouteOptions<S>,
  handler: RouteHandler<S>,
): Route {
  const answer = async (request: Request): Promise<Response> => {
    try {
      const context = patchbay();
      const url = new URL(request.url);
      const refusal = guard(
        { method: request.method, path: url.pathname, header: (name) => request.headers.get(name) },
        context.hostAllowed,
      );
      if (refusal) throw new Failure(refusal);
      const principal = principalOf(request);
      authorize(principal, options.permission);
      const body = (options.body ? await readBody(request, options.body) : undefined) as z.infer<S>;
      const id = options.idAfter ? idOf(url.pathname, options.idAfter) : '';
      const result = await handler({ request, principal, patchbay: context, body, id });
      return result instanceof Response ? result : json(200, result);
    } catch (error) {
      if (!isFailure(error)) patchbay().log.error({ err: error, url: request.url }, 'a request failed');
      const { status, body } = errorReply(error);
      return json(status, body);
    }
  };
  return Object.assign(answer, { [brand]: options.permission });
}

/** The permission a route handler was made with; undefined for a function that `route` did not make. */
export function permissionOf(handler: unknown): Permission | undefined {
  return typeof handler === 'function' && brand in handler ? (handler as Route)[brand] : undefined;
}

/** A reply that no cache keeps. */
function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** The contract's answer where there is nothing at a path. */
export function notFound(): Response {
  return json(404, errorBody('not-found', 'There is nothing at this path of the API.'));
}

function authorize(principal: Principal, permission: Permission): void {
  if (permission === 'public' || principal.permissions.has(permission)) return;
  throw new Failure({
    status: 403,
    code: 'forbidden',
    message: `${principal.name} may not do this: it needs the permission "${permission}". Ask an administrator.`,
  });
}

// Ids hold colons and slashes; they come percent-encoded or as they are.
function idOf(path: string, prefix: string): string {
  try {
    return decodeURIComponent(path.slice(prefix.length));
  } catch {
    throw new Failure({
      status: 400,
      code: 'invalid-id',
      message: 'The id in the path is not well encoded.',
    });
  }
}
