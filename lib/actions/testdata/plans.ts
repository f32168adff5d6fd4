import { endpointId } from '../../topology/ids.ts';
import type { Topology } from '../../topology/model.ts';
import type { KnownEndpoint } from '../known-endpoint.ts';
import type { PlanOutcome } from '../outcome.ts';
import { plan } from '../plan.ts';
import type { DisconnectAction, Plan } from '../schema.ts';
import { containerIdOf, networkIdOf, scene } from './scene.ts';

/** The scene as it is, for plans that need nothing else. */
export const topology = scene();

/** What a plan to disconnect is made in. */
export interface Circumstances {
  known?: KnownEndpoint;
  given?: Topology;
  force?: boolean;
}

/** The plan to take a container off a network of its host, both by name. */
export function disconnect(
  container: string,
  network: string,
  { known, given = topology, force }: Circumstances = {},
): PlanOutcome {
  const containerId = containerIdOf(given, container);
  const networkId = networkIdOf(given, network, given.containers[containerId]?.hostId);
  const action: DisconnectAction = { kind: 'disconnect', containerId, networkId };
  const at = endpointId(
    given.containers[containerId]?.hostId ?? '',
    given.containers[containerId]?.nativeId ?? '',
    given.networks[networkId]?.nativeId ?? '',
  );
  const circumstances = known ? { known: new Map([[at, known]]) } : {};
  return plan(given, force ? { ...action, force } : action, circumstances);
}

/** The plan, where there must be one. */
export function planned(outcome: PlanOutcome): Plan {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.plan;
}

/** A plan's warnings by code. */
export function warnings(outcome: PlanOutcome): Record<string, string> {
  return Object.fromEntries(planned(outcome).warnings.map(({ code, message }) => [code, message]));
}
