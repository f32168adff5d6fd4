import { composeLabels, composeNetworkLabels } from './compose.ts';
import { type ContainerSpec, ensureOnHost, type HostSpec, type Stage } from './stage.ts';

const HOST: HostSpec = {
  networks: [
    { name: 'edge' },
    { name: 'desk_default', args: composeNetworkLabels('desk', 'default') },
    { name: 'gate_default', args: composeNetworkLabels('gate', 'default') },
  ],
  containers: [
    { ...member('desk', 'web'), also: { edge: ['--alias', 'desk'] } },
    member('desk', 'db'),
    { ...member('gate', 'proxy'), also: { edge: [], desk_default: ['--alias', 'proxy'] } },
    { name: 'visitor', network: 'edge' },
  ],
};

/**
 * Compose projects on the first host, with the labels that Compose gives: each with a network of its own, both on
 * the external `edge`, and one on the other's network.
 */
export async function projects(stage: Stage): Promise<void> {
  await ensureOnHost(stage, 1, HOST);
}

function member(project: string, service: string): ContainerSpec {
  return {
    name: `${project}-${service}-1`,
    network: `${project}_default`,
    args: ['--network-alias', service, ...composeLabels(project, service)],
  };
}
