import { isIP } from 'node:net';

/** Tells whether a request's `Host` header is one of ours. The only thing that stops DNS rebinding. */
export type HostAllowed = (hostHeader: string | undefined) => boolean;

export interface Listen {
  host: string;
  port: number;
  /** `name` (with any port) or `name:port`. */
  allowedHosts: readonly string[];
}

export function createHostAllowed({ host, port, allowedHosts }: Listen): HostAllowed {
  const names = ['localhost', '127.0.0.1', '[::1]'];
  // Wildcard addresses are no names that a browser can use.
  if (host !== '0.0.0.0' && host !== '::') names.push(isIP(host) === 6 ? `[${host}]` : host.toLowerCase());
  const exact = new Set(names.map((name) => `${name}:${port}`));
  if (port === 80) for (const name of names) exact.add(name);
  const anyPort = new Set<string>();
  for (const entry of allowedHosts) {
    const lower = entry.toLowerCase();
    (splitPort(lower).port ? exact : anyPort).add(lower);
  }
  return (header) => {
    if (!header) return false;
    const lower = header.toLowerCase();
    return exact.has(lower) || anyPort.has(splitPort(lower).name);
  };
}

function splitPort(host: string): { name: string; port: string | undefined } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host);
  return { name: match?.[1] ?? host, port: match?.[2] };
}
