import { Agent, type AgentOptions } from 'node:http';
import { isIP } from 'node:net';
import { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { readSmallFile } from '#server/config/small-file.ts';
import type { TlsSettings } from '#server/config/tls-settings.ts';

/** Opens TLS connections to one address, whatever a request says of its host. */
export interface TlsAgent extends Agent {
  /** Whether a connection is there over which TLS is still being agreed on. */
  isShakingHands(): boolean;
}

/**
 * An HTTP agent whose connections speak TLS. The files are read for each connection: a certificate that was
 * renewed needs no restart.
 */
export function createTlsAgent(
  { host, port }: { host: string; port: number },
  tls: TlsSettings,
  options: AgentOptions,
): TlsAgent {
  const shaking = new Set<TLSSocket>();

  const dial = () => {
    const name = tls.serverName ?? host;
    return connect({
      host,
      port,
      ...readTls(tls),
      // Addresses are no server names, but are checked against the certificate's all the same.
      ...(isIP(name) ? {} : { servername: name }),
      rejectUnauthorized: !tls.insecureSkipVerify,
    });
  };

  class Tls extends Agent implements TlsAgent {
    override createConnection(): Duplex {
      let socket: TLSSocket;
      try {
        socket = dial();
      } catch (error) {
        return brokenConnection(error);
      }
      shaking.add(socket);
      const settled = () => shaking.delete(socket);
      socket.once('secureConnect', settled).once('close', settled);
      return socket;
    }
    isShakingHands(): boolean {
      return [...shaking].some((socket) => !socket.connecting);
    }
  }
  return new Tls(options);
}

/** A connection that fails. Nothing is thrown: the agent also dials for requests that wait, where nobody would catch it. */
function brokenConnection(error: unknown): Duplex {
  const broken = new Duplex({ read: () => undefined, write: () => undefined });
  setImmediate(() => broken.destroy(error instanceof Error ? error : new Error(String(error))));
  return broken;
}

function readTls({ ca, cert, key }: TlsSettings) {
  return {
    ...(ca === undefined ? {} : { ca: readPem(ca) }),
    ...(cert === undefined ? {} : { cert: readPem(cert) }),
    ...(key === undefined ? {} : { key: readPem(key) }),
  };
}

function readPem(path: string): string {
  try {
    return readSmallFile(path);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw Object.assign(new Error(words, { cause }), { code: 'PATCHBAY_TLS_FILE' });
  }
}
