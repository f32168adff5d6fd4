import type { HostAllowed } from './allowed-hosts.ts';

/** As much of a request as the guard looks at; both Node's requests and Next's can be shown to it. */
export interface GuardedRequest {
  method: string;
  path: string;
  header(name: string): string | null | undefined;
}

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/**
 * Refuses what does not come from a page of ours: foreign `Host` headers (DNS rebinding), other origins, and
 * writes that a plain HTML form could send. Every request passes it, pages and files too.
 */
export function guard(request: GuardedRequest, hostAllowed: HostAllowed): Refusal | undefined {
  const host = request.header('host') ?? undefined;
  if (!hostAllowed(host)) {
    return {
      status: 403,
      code: 'foreign-host',
      message:
        `Patchbay is not served as "${host ?? ''}". Open it as localhost with its port, or name this host ` +
        'in listen.allowedHosts of the configuration.',
    };
  }
  const origin = request.header('origin');
  if (origin && !isSameOrigin(origin, host ?? '')) return crossSite(`a page of ${origin}`);
  const site = request.header('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none' && !isLink(request)) return crossSite('another site');
  if (isWrite(request.method)) {
    // A browser sends no Sec-Fetch-Site of `none` with a write of a page's, and always an Origin.
    if (site === 'none') return crossSite('outside of Patchbay');
    if (mediaType(request.header('content-type')) !== 'application/json') {
      return {
        status: 415,
        code: 'json-only',
        message: 'Send changes as JSON, with the header Content-Type: application/json.',
      };
    }
  }
  return undefined;
}

function isWrite(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/** Somebody follows a link to a page. That shows nothing to where the link is, and our pages do nothing by being opened. */
function isLink({ method, path, header }: GuardedRequest): boolean {
  return (
    method === 'GET' &&
    path !== '/api' &&
    !path.startsWith('/api/') &&
    header('sec-fetch-mode') === 'navigate' &&
    header('sec-fetch-dest') === 'document'
  );
}

/** The scheme does not count: behind a proxy the browser speaks HTTPS and we do not know. */
function isSameOrigin(origin: string, host: string): boolean {
  const match = /^https?:\/\/([^/]+)$/i.exec(origin);
  return match?.[1]?.toLowerCase() === host.toLowerCase();
}

function mediaType(contentType: string | null | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function crossSite(from: string): Refusal {
  return {
    status: 403,
    code: 'cross-site',
    message: `This request comes from ${from}. Patchbay answers only its own pages; open it by its address.`,
  };
}
