import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HostAllowed } from './allowed-hosts.ts';
import { connectionHeader } from './connection.ts';
import type { Connections } from './connections.ts';
import { errorBody } from './error-body.ts';
import { guard, type Refusal } from './guard.ts';
import {
  apiContentSecurityPolicy,
  contentSecurityPolicy,
  createNonce,
  securityHeaders,
} from './security-headers.ts';

export interface FrontDoorOptions {
  hostAllowed: HostAllowed;
  connections: Connections;
  dev: boolean;
  /** Next's handlers. */
  next(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  failed(error: unknown): void;
}

export interface FrontDoor {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

// What only servers in front of Next may say; from a client it is an attempt to get around something.
const internalHeaders = ['x-middleware-subrequest', 'x-nonce', 'content-security-policy', connectionHeader];

/** What every request meets first: the guard and the security headers, whether page, file or route. */
export function createFrontDoor({
  hostAllowed,
  connections,
  dev,
  next,
  upgrade,
  failed,
}: FrontDoorOptions): FrontDoor {
  const check = (request: IncomingMessage) =>
    guard(
      {
        method: request.method ?? '',
        path: pathOf(request),
        header: (name) => headerOf(request, name),
      },
      hostAllowed,
    );

  return {
    request(request, response) {
      for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
      const refusal = check(request);
      if (refusal) return refuse(request, response, refusal);
      if (!isDecodable(pathOf(request))) return refuse(request, response, badPath);
      for (const name of internalHeaders) delete request.headers[name];
      request.headers[connectionHeader] = connections.numberOf(request.socket);
      if (isApi(pathOf(request))) response.setHeader('Content-Security-Policy', apiContentSecurityPolicy);
      else {
        const policy = contentSecurityPolicy(createNonce(), dev);
        // Next takes the nonce for its scripts from the policy on the request.
        request.headers['content-security-policy'] = policy;
        response.setHeader('Content-Security-Policy', policy);
      }
      next(request, response).catch((error: unknown) => {
        failed(error);
        if (response.headersSent) response.destroy();
        else
          refuse(request, response, { status: 500, code: 'internal', message: 'Patchbay failed at this.' });
      });
    },
    upgrade(request, socket, head) {
      // Only Next's development server has something to upgrade to.
      if (!dev || check(request)) return void socket.destroy();
      upgrade(request, socket, head).catch((error: unknown) => {
        failed(error);
        socket.destroy();
      });
    },
  };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, code, message }: Refusal,
): void {
  response.statusCode = status;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', apiContentSecurityPolicy);
  // The rest of a refused body is not worth reading.
  response.setHeader('Connection', 'close');
  if (isApi(pathOf(request))) {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(errorBody(code, message)));
  } else {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(`${message}\n`);
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
}

const badPath: Refusal = {
  status: 400,
  code: 'invalid-path',
  message: 'The address is not well encoded: a percent sign must be followed by two hexadecimal digits.',
};

/** Next answers paths that can't be decoded with a bare error of its own. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
