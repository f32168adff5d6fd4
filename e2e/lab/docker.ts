import { request } from 'node:http';
import type { HostPaths, LabPaths } from './paths.ts';
import { dockerClient } from './requirements.ts';
import { run } from './run.ts';

/** Runs the Docker client against a host and gives its standard output. */
export function docker(
  lab: LabPaths,
  host: HostPaths,
  args: readonly string[],
  timeout = 60_000,
): Promise<string> {
  return run(dockerClient(), args, { env: dockerEnv(lab, host), timeout });
}

/** The environment that makes a Docker client talk to a host, with an empty configuration. */
export function dockerEnv(lab: LabPaths, host: HostPaths): Record<string, string> {
  return { DOCKER_HOST: `unix://${host.socket}`, DOCKER_CONFIG: lab.dockerConfig };
}

/** Whether a host's engine answers. */
export function engineAnswers(host: HostPaths): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request(
      { socketPath: host.socket, path: '/_ping', signal: AbortSignal.timeout(2_000), agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    // Whatever the reason (no socket, refused, too late): it does not answer.
    ping.on('error', () => resolve(false));
    ping.end();
  });
}
