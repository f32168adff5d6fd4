/** The nonce of a request's content security policy; undefined where the server set none. */
export function nonceOf(headers: { get(name: string): string | null }): string | undefined {
  const given = headers.get('x-nonce');
  if (given) return given;
  const policy = headers.get('content-security-policy') ?? '';
  return /'nonce-([A-Za-z0-9+/_=-]+)'/.exec(policy)?.[1];
}
