import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ConfigFault } from './fault.ts';
import { type TlsSettings, tlsOfFolder } from './tls-settings.ts';

type Environment = Record<string, string | undefined>;

export type DockerContext =
  | { kind: 'none' }
  | { kind: 'found'; name: string; url: string; source: string; tls?: TlsSettings; tlsFolder: string }
  | { kind: 'faulty'; fault: ConfigFault };

const cliConfigSchema = z.object({ currentContext: z.string().optional() });
const metaSchema = z.object({
  Endpoints: z.object({
    docker: z.object({ Host: z.string().optional(), SkipTLSVerify: z.boolean().optional() }),
  }),
});

/**
 * The Docker context that the `docker` command would use here: DOCKER_CONTEXT, else the one chosen by
 * `docker context use`. dockerode knows nothing of contexts.
 */
export function currentDockerContext(env: Environment): DockerContext {
  const folder = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  const file = join(folder, 'config.json');
  const name = env.DOCKER_CONTEXT || chosenContext(file);
  if (typeof name === 'object') return { kind: 'faulty', fault: name };
  if (!name || name === 'default') return { kind: 'none' };
  const key = env.DOCKER_CONTEXT ? 'DOCKER_CONTEXT' : 'currentContext';
  const source = env.DOCKER_CONTEXT ? 'environment' : file;
  const id = createHash('sha256').update(name).digest('hex');
  const meta = join(folder, 'contexts', 'meta', id, 'meta.json');
  const tlsFolder = join(folder, 'contexts', 'tls', id, 'docker');
  try {
    const { Host, SkipTLSVerify } = metaSchema.parse(JSON.parse(readFileSync(meta, 'utf8'))).Endpoints.docker;
    if (!Host) return { kind: 'none' };
    const tls = contextTls(Host, tlsFolder, SkipTLSVerify ?? false);
    return { kind: 'found', name, url: Host, source: meta, tlsFolder, ...(tls ? { tls } : {}) };
  } catch {
    return {
      kind: 'faulty',
      fault: {
        source,
        key,
        message: `The Docker context "${name}" can't be read (${meta}).`,
        remedy: 'Choose another by `docker context use`, or name the hosts in PATCHBAY_CONFIG.',
      },
    };
  }
}

/** A context speaks TLS if it has files for it, or says that it needs none. */
function contextTls(url: string, folder: string, skip: boolean): TlsSettings | undefined {
  const found = tlsOfFolder(folder);
  if (!/^tcp:/i.test(url) || (!skip && Object.keys(found).length === 0)) return undefined;
  return skip ? { ...found, insecureSkipVerify: true } : found;
}

function chosenContext(file: string): string | undefined | ConfigFault {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined; // Most machines have no such file; then there is no chosen context.
  }
  try {
    return cliConfigSchema.parse(JSON.parse(text)).currentContext;
  } catch {
    return {
      source: file,
      key: '',
      message: 'The docker command’s configuration is not valid JSON.',
      remedy: 'Correct it, or name the hosts in PATCHBAY_CONFIG.',
    };
  }
}
