/** An address as `ip addr` writes it, with a word if it was asked for when the container was connected. */
export function addressText(address: string, prefix: number | undefined, fixed: string | undefined): string {
  const whole = prefix === undefined ? address : `${address}/${prefix}`;
  return fixed === address ? `${whole} fixed` : whole;
}

/** Who reaches a published port, by the address of the host that it is bound to. */
export function reachText(hostAddress: string, host: string): string {
  if (hostAddress === '0.0.0.0') return `Whoever reaches ${host} on any of its IPv4 addresses reaches it.`;
  if (hostAddress === '::') return `Whoever reaches ${host} on any of its IPv6 addresses reaches it.`;
  if (hostAddress.startsWith('127.') || hostAddress === '::1') return `Only ${host} itself reaches it.`;
  return `Whoever reaches ${host} at ${hostAddress} reaches it.`;
}
