import type { Host } from '#lib/topology/model.ts';
import type { HostAddress } from './host-url.ts';
import { isLoopback } from './loopback.ts';

/** What to mind about the way a host is reached, whether or not it answers. */
export function hostWarnings(address: HostAddress): Host['warnings'] {
  if (address.kind !== 'tcp') return [];
  if (!address.tls) {
    if (isLoopback(address.host)) return [];
    const message =
      'This host is reached over plain TCP: whoever can reach its port controls it, and can read along. ' +
      'Let its engine demand TLS (dockerd --tlsverify), or use ssh://.';
    return [{ code: 'plain-tcp', message }];
  }
  if (!address.tls.insecureSkipVerify) return [];
  const message =
    'This host’s certificate is not checked (insecureSkipVerify): somebody in between can pose as it. ' +
    'Name the authority that signed it (ca) instead.';
  return [{ code: 'unverified-tls', message }];
}
