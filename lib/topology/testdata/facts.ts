import type {
  AttachmentFact,
  ContainerFact,
  HostReading,
  MemberFact,
  NetworkFact,
  Snapshot,
  SwarmFact,
} from '../snapshot.ts';

/** Facts for tests: ordinary ones, of which a test says only what it is about. */

/** An engine's id for a thing called so: 64 hex digits, the same each time. */
export function nativeId(name: string): string {
  const digits = [...name].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return digits.padEnd(64, 'f').slice(0, 64);
}

export function networkFact(name: string, more: Partial<NetworkFact> = {}): NetworkFact {
  return {
    nativeId: nativeId(`n-${name}`),
    name,
    driver: 'bridge',
    scope: 'local',
    internal: false,
    attachable: false,
    ingress: false,
    configOnly: false,
    ipam: { driver: 'default', subnets: [] },
    options: {},
    labels: {},
    peers: [],
    ...more,
  };
}

export function overlayFact(name: string, more: Partial<NetworkFact> = {}): NetworkFact {
  return networkFact(name, { driver: 'overlay', scope: 'swarm', attachable: true, ...more });
}

/** The three networks that every Docker Engine has. */
export function predefinedFacts(): NetworkFact[] {
  return [
    networkFact('bridge', {
      ipam: { driver: 'default', subnets: [{ subnet: '172.17.0.0/16', gateway: '172.17.0.1' }] },
    }),
    networkFact('host', { driver: 'host' }),
    networkFact('none', { driver: 'null' }),
  ];
}

export function containerFact(name: string, more: Partial<ContainerFact> = {}): ContainerFact {
  return {
    nativeId: nativeId(name),
    name,
    image: 'busybox',
    state: 'running',
    networkMode: 'bridge',
    labels: {},
    ports: [],
    attachments: [],
    ...more,
  };
}

/** A live attachment to a network of this name. */
export function attachmentFact(networkName: string, more: Partial<AttachmentFact> = {}): AttachmentFact {
  return {
    networkName,
    networkNativeId: nativeId(`n-${networkName}`),
    endpointId: nativeId(`e-${networkName}`),
    ...more,
  };
}

export function memberFact(key: string, more: Partial<MemberFact> = {}): MemberFact {
  return { key, name: key, endpointId: nativeId(`e-${key}`), ...more };
}

export function swarmFact(more: Partial<SwarmFact> = {}): SwarmFact {
  return { nodeId: 'node1', role: 'worker', address: '10.0.0.1', managerNodeIds: [], ...more };
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    engine: { flavour: 'docker', version: '29.0.0', apiVersion: '1.52' },
    drivers: ['bridge', 'host', 'null'],
    rootless: false,
    warnings: [],
    networks: predefinedFacts(),
    containers: [],
    ...more,
  };
}

/** A live host's reading. */
export function reading(id: string, more: Partial<Snapshot> = {}): HostReading {
  return {
    id,
    name: id,
    url: `ssh://${id}`,
    status: 'live',
    lastSeen: '2026-01-01T00:00:00.000Z',
    snapshot: snapshot(more),
  };
}
