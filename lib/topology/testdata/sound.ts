import { mergeOnce } from '../merge.ts';
import type { Topology } from '../model.ts';
import {
  attachmentFact,
  containerFact,
  nativeId,
  networkFact,
  overlayFact,
  reading,
  swarmFact,
} from './facts.ts';

const port = { hostAddress: '0.0.0.0', hostPort: 80, containerPort: 80, protocol: 'tcp' } as const;
const attachments = [attachmentFact('front', { ipv4: '172.18.0.2' })];

/** Two hosts with a network, a container and a port each, and an overlay over both. */
export function sound(): Topology {
  const hosts = ['alpha', 'beta'].map((id) =>
    reading(id, {
      swarm: swarmFact({ clusterId: 'c1', nodeId: id }),
      networks: [networkFact('front'), overlayFact('mesh')],
      containers: [
        containerFact('web', { attachments, ports: [port] }),
        containerFact('side', { networkMode: 'host' }),
      ],
    }),
  );
  return structuredClone(mergeOnce(hosts));
}

export const front = `network:alpha/${nativeId('n-front')}`;
export const frontBeta = `network:beta/${nativeId('n-front')}`;
export const mesh = `network:swarm/c1/${nativeId('n-mesh')}`;
export const web = `container:alpha/${nativeId('web')}`;
export const webBeta = `container:beta/${nativeId('web')}`;
export const sandbox = `sandbox:alpha/${nativeId('web')}`;
export const endpoint = `endpoint:alpha/${nativeId('web')}/${nativeId('n-front')}`;
export const webPort = `port:alpha/${nativeId('web')}/0.0.0.0/80-80/tcp`;
export const gone = 'gone';

/** The entity, to be damaged. */
export function of<T>(map: Record<string, T>, id: string): T {
  const entity = map[id];
  if (entity === undefined) throw new Error(`The sound topology has no ${id}.`);
  return entity;
}
