import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HostAddress } from '#server/config/host-url.ts';
import type { TlsSettings } from '#server/config/tls-settings.ts';
import type { EngineErrorKind } from './engine-error.ts';

/** A failure of TLS with an engine: what kind it is, and a sentence that says what to do. */
export type TlsSentence = [EngineErrorKind, string];

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
]);

/** Says what went wrong with TLS, by OpenSSL's and Node's codes; undefined where it was not TLS. */
export function explainTls(
  { host, port, tls }: Extract<HostAddress, { kind: 'tcp' }>,
  cause: unknown,
): TlsSentence | undefined {
  if (!tls || !(cause instanceof Error)) return undefined;
  const words = cause.message;
  const code = codeOf(cause);
  const place = `${host}:${port}`;
  if (code === 'PATCHBAY_TLS_FILE') {
    return ['tls-files', `A file of this host's TLS settings can't be read any more: ${words}.`];
  }
  if (untrusted.has(code)) {
    const by = tls.ca ? `no authority in ${tls.ca} vouches for` : 'no public authority vouches for';
    return [
      'tls-unknown-authority',
      `Patchbay doesn't know who ${place} is: ${by} its certificate. Name the authority that signed it (tls.ca).`,
    ];
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return [
      'tls-wrong-name',
      `The certificate of ${place} is for another name (${namesIn(cause)}). Reach the host by a name in it, or give that name as tls.serverName.`,
    ];
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    const state = code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet';
    return [
      'tls-expired',
      `The certificate of ${place}, or of who signed it, ${state}. Renew it on that host, and check both machines' clocks.`,
    ];
  }
  if (/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/.test(code)) {
    return [
      'tls-not-spoken',
      `What answers at ${place} does not speak TLS. Let the engine demand it (dockerd --tlsverify), or correct the port or remove \`tls\`.`,
    ];
  }
  if (/ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_|HANDSHAKE_FAILURE|ACCESS_DENIED)/.test(code)) {
    return refusedClient(place, tls, code);
  }
  if (/ALERT_(PROTOCOL_VERSION|INSUFFICIENT_SECURITY)|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS/.test(code)) {
    return [
      'tls-refused',
      `${place} speaks no version of TLS that is safe to use. Update the engine on that host.`,
    ];
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('ERR_OSSL_')) {
    return ['tls-refused', `TLS with ${place} fails (${code}). Check the certificates on both sides.`];
  }
  return undefined;
}

/** Engines seldom say why they refuse a certificate; our own tells more. */
function refusedClient(place: string, { cert }: TlsSettings, code: string): TlsSentence {
  if (cert === undefined) {
    return [
      'tls-client-certificate',
      `The engine at ${place} wants a certificate of Patchbay, and there is none. Give tls.cert and tls.key, signed by the authority that it trusts.`,
    ];
  }
  const end = validTo(cert);
  if (/CERTIFICATE_EXPIRED/.test(code) || (end !== undefined && end.getTime() < Date.now())) {
    const since = end ? ` (${end.toISOString().slice(0, 10)})` : '';
    return [
      'tls-client-expired',
      `Patchbay's certificate for ${place} has expired${since}. Renew ${cert}; it is read anew with the next try.`,
    ];
  }
  return [
    'tls-client-certificate',
    `The engine at ${place} refuses Patchbay's certificate. Have ${cert} signed by the authority that the engine trusts (its --tlscacert).`,
  ];
}

function validTo(path: string): Date | undefined {
  try {
    return new Date(new X509Certificate(readFileSync(path)).validTo);
  } catch {
    return undefined; // Then only the engine's own words are left to go by.
  }
}

/** Node's code. What goes wrong while writing has none of its own, only OpenSSL's words: `…:routine:the reason:file…`. */
function codeOf(cause: Error): string {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const reason = /:SSL routines:[^:]*:([^:]+):/.exec(cause.message)?.[1];
  return code === 'EPROTO' && reason ? `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}` : code;
}

const namedSchema = z.object({
  cert: z.object({
    subjectaltname: z.string().optional(),
    subject: z.object({ CN: z.string().optional() }).optional(),
  }),
});

/** The names in the certificate that Node hands over with its complaint. */
function namesIn(cause: Error): string {
  const { cert } = namedSchema.safeParse(cause).data ?? {};
  return (cert?.subjectaltname || cert?.subject?.CN || 'none').slice(0, 200);
}
