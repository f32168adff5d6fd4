import { entityOf } from '../topology/entity-of.ts';
import type { Topology } from '../topology/model.ts';
import { named } from './call.ts';
import { commandLine, networkWord, program } from './cli.ts';
import { hostObstacle } from './joinability.ts';
import { type PlanOutcome, planned, refused } from './outcome.ts';
import type { ReleaseAction } from './schema.ts';

/**
 * The plan to free an endpoint whose container is gone. The engine finds it by the endpoint's own name alone, and
 * only when forced (20.10 to 29).
 */
export function planRelease(topology: Topology, { endpointId }: ReleaseAction): PlanOutcome {
  const endpoint = entityOf(topology.endpoints, endpointId);
  const network = endpoint && topology.networks[endpoint.networkId];
  const host = endpoint && topology.hosts[endpoint.hostId];
  if (!endpoint || !network || !host)
    return refused('unknown-endpoint', 'This endpoint no longer exists: there is nothing to free.');
  const obstacle = hostObstacle(host);
  if (obstacle) return refused(obstacle.code, obstacle.reason);
  if (endpoint.role !== 'container' || endpoint.containerId !== undefined || !endpoint.name) {
    return refused(
      'not-left-behind',
      `This endpoint of ${network.name} is in use: disconnect its container instead.`,
    );
  }
  const { name } = endpoint;
  return planned(
    [
      {
        summary: `Free the endpoint ${name} on ${network.name}, whose container is gone`,
        cli: commandLine([
          ...[program(host), 'network', 'disconnect', '--force'],
          ...[networkWord(topology, host.id, network), name],
        ]),
        call: {
          kind: 'disconnect',
          hostId: host.id,
          network: named(network),
          container: { id: endpoint.id, nativeId: name, name },
          force: true,
        },
        needs: [],
        action: { kind: 'release-endpoint', endpointId: endpoint.id },
      },
    ],
    [{ code: 'no-undo', message: 'This can’t be undone: there is no container to connect again.' }],
    { endpoint: endpoint.id, network: network.id },
  );
}
