import type { HostWarning } from '#lib/topology/model.ts';
import type { HostReading } from '#lib/topology/snapshot.ts';
import { twinWarnings } from '#lib/topology/twins.ts';
import type { HostTest } from '#lib/wire/hosts.ts';
import { permitted } from '#server/collect/permission.ts';
import { readInfo } from '#server/collect/slow-facts.ts';
import type { HostAddress } from '#server/config/host-url.ts';
import { hostWarnings } from '#server/config/host-warnings.ts';
import { compareVersions } from '#server/engine/api-version.ts';
import type { EngineClient } from '#server/engine/engine-client.ts';

/** Everything about engines older than this is untried. */
const oldestTried = '1.41';
// No host's id is empty.
const tested = '';

/**
 * Asks an engine once who it is and what is on it. `others` are the latest readings of all other hosts, with which
 * it may be one. Fails with a sentence when the engine can't be read.
 */
export async function testHost(
  client: EngineClient,
  address: HostAddress,
  others: readonly HostReading[],
): Promise<HostTest> {
  const start = performance.now();
  const ping = await client.ping();
  const [info, networks, containers] = await Promise.all([
    readInfo(client, undefined),
    permitted('networks', () => client.networks()),
    permitted('containers', () => client.containers()),
  ]);
  const took = Math.round(performance.now() - start);
  const { version, engineId, swarm, drivers, rootless } = info.value;
  const engine = { ...ping, version };
  const reading: HostReading = {
    id: tested,
    name: '',
    url: '',
    status: 'live',
    lastSeen: null,
    snapshot: {
      engine,
      ...(engineId === undefined ? {} : { engineId }),
      drivers,
      rootless,
      warnings: [],
      networks: networks.items,
      containers: containers.items,
    },
  };
  return {
    engine,
    drivers,
    rootless,
    ...(swarm ? { swarm: { role: swarm.role, address: swarm.address } } : {}),
    containers: containers.items.length,
    running: containers.items.filter(({ state }) => state === 'running').length,
    networks: networks.items.length,
    took,
    warnings: [
      ...hostWarnings(address),
      ...ageWarnings(ping.apiVersion),
      ...(twinWarnings([...others, reading]).get(tested) ?? []),
      ...info.warnings,
      ...networks.warnings,
      ...containers.warnings,
    ],
  };
}

function ageWarnings(apiVersion: string): HostWarning[] {
  if (compareVersions(apiVersion, oldestTried) >= 0) return [];
  const message = `The engine speaks API ${apiVersion}. Patchbay is made for ${oldestTried} (Docker 20.10) and newer: update the engine.`;
  return [{ code: 'engine-too-old', message }];
}
