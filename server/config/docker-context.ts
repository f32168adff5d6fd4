import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ConfigFault } from './fault.ts';

type Environment = Record<string, string | undefined>;

export type DockerContext =
  | { kind: 'none' }
  | { kind: 'found'; name: string; url: string; source: string }
  | { kind: 'faulty'; fault: ConfigFault };

const cliConfigSchema = z.object({ currentContext: z.string().optional() });
const metaSchema = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string().optional() }) }),
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
  const meta = join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'), 'meta.json');
  try {
    const { Host } = metaSchema.parse(JSON.parse(readFileSync(meta, 'utf8'))).Endpoints.docker;
    return Host ? { kind: 'found', name, url: Host, source: meta } : { kind: 'none' };
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
