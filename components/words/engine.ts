import type { Host } from '#lib/topology/model.ts';

/** A host's engine and version: `Docker 28.5.2`; undefined before its first read. */
export function engineText(host: Host): string | undefined {
  if (!host.engine) return undefined;
  const flavour = host.engine.flavour === 'docker' ? 'Docker' : 'Podman';
  return `${flavour} ${host.engine.version}`;
}
