import type { Host } from '../topology/model.ts';

/** The API since which a connect honours a MAC address; before, it was accepted and ignored (20.10, 28.5). */
export const macApi = '1.54';
/** The API since which an endpoint has a gateway priority. */
export const gatewayPriorityApi = '1.48';
/** The API since which a network can be made without IPv4. */
export const noIpv4Api = '1.48';

/** Whether a host's engine speaks this version of the API or a newer one; not if nothing is known of it. */
export function hasApi(host: Host, version: string): boolean {
  return compareVersions(host.engine?.apiVersion ?? '0.0', version) >= 0;
}

/** Negative if `a` is older than `b`: 1.9 is older than 1.41. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}
