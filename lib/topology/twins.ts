import type { HostWarning } from './model.ts';
import { compareText } from './order.ts';
import type { HostReading } from './snapshot.ts';

interface Candidate {
  id: string;
  name: string;
  version: string;
  engineId: string | undefined;
  /** The default bridge's id, new at every start of the engine. */
  bridge: string | undefined;
}

/**
 * Hosts that seem to be one: for each, by id, what to mind. They are two entries that reach the same daemon, or
 * clones of one machine, whose engines share an id.
 */
export function twinWarnings(readings: readonly HostReading[]): Map<string, HostWarning[]> {
  const candidates = readings
    .flatMap((reading) => candidateOf(reading))
    .sort((a, b) => compareText(a.id, b.id));
  const warnings = new Map<string, HostWarning[]>();
  for (const own of candidates) {
    const others = candidates.filter((other) => other !== own);
    const same = others.filter((other) => own.bridge !== undefined && other.bridge === own.bridge);
    const alike = others.filter(
      (other) => own.engineId !== undefined && other.engineId === own.engineId && !same.includes(other),
    );
    const unsure = alike.filter((other) => own.bridge === undefined || other.bridge === undefined);
    const clones = alike.filter((other) => !unsure.includes(other));
    const found = [
      ...when(same, (names) => ({ code: 'same-daemon', message: sameDaemon(names) })),
      ...when(clones, (names) => ({ code: 'same-engine-id', message: cloned(names, own.version) })),
      ...when(unsure, (names) => ({
        code: 'same-engine-id',
        message: `Either it is reached twice, or its machine was cloned. ${cloned(names, own.version)}`,
      })),
    ];
    if (found.length > 0) warnings.set(own.id, found);
  }
  return warnings;
}

function candidateOf({ id, name, status, snapshot }: HostReading): Candidate[] {
  if (status !== 'live' || snapshot?.engine.flavour !== 'docker') return [];
  const bridge = snapshot.networks.find(
    (network) => network.name === 'bridge' && network.driver === 'bridge' && network.scope === 'local',
  );
  const { version } = snapshot.engine;
  return [{ id, name, version, engineId: snapshot.engineId, bridge: bridge?.nativeId }];
}

function when(hosts: readonly Candidate[], warning: (names: string) => HostWarning): HostWarning[] {
  return hosts.length > 0 ? [warning(hosts.map(({ name }) => name).join(', '))] : [];
}

function sameDaemon(names: string): string {
  return `This is the same Docker daemon as ${names}: with both, all on it is shown twice. Keep one of the entries.`;
}

function cloned(names: string, version: string): string {
  return (
    `This engine has the same ID as that of ${names}, as cloned machines have. Give it its own: remove ` +
    `${idFiles(version)} on one of the machines and restart its Docker (systemctl restart docker).`
  );
}

/** Up to 20.10 the ID is that of a key; later it is kept by itself, and taken over from the key once. */
function idFiles(version: string): string {
  const major = Number.parseInt(version, 10);
  if (major <= 20) return '/etc/docker/key.json';
  return '/var/lib/docker/engine-id, and /etc/docker/key.json if there is one,';
}
