import type { HostAddress } from '#server/config/host-url.ts';
import type { EnginePing } from './engine-client.ts';
import { EngineError } from './engine-error.ts';
import { explainNotDocker } from './explain-connection.ts';
import { explainReply } from './explain-reply.ts';
import type { EngineReply } from './transport.ts';

/** The newest API version whose replies were seen; engines speak older ones on request. */
const newestKnown = '1.55';
/** The oldest in use: Docker 20.10 and Podman 4. Their minimum is below, so asking for it is safe. */
const oldestUsable = '1.40';

/** Reads `_ping`: whether it is an engine, which flavour, and which API version both sides know. */
export function negotiate(reply: EngineReply, address: HostAddress): EnginePing {
  if (reply.status !== 200) throw explainReply(reply, address, { call: 'read' });
  const offered = header(reply, 'api-version');
  if (!offered || !/^\d+\.\d+$/.test(offered)) {
    throw explainNotDocker(address, `/_ping without an Api-Version: ${reply.text.slice(0, 100)}`);
  }
  if (compareVersions(offered, oldestUsable) < 0) {
    throw new EngineError({
      kind: 'engine-too-old',
      message: `The engine speaks API ${offered}; Patchbay needs ${oldestUsable} (Docker 19.03) or newer. Update the engine.`,
    });
  }
  const podman =
    header(reply, 'libpod-api-version') !== undefined || header(reply, 'server')?.startsWith('Libpod/');
  return {
    apiVersion: compareVersions(offered, newestKnown) < 0 ? offered : newestKnown,
    flavour: podman ? 'podman' : 'docker',
  };
}

/** Negative if `a` is older than `b`: 1.9 is older than 1.41. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

function header(reply: EngineReply, name: string): string | undefined {
  const value = reply.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
