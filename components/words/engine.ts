import type { Host } from '#lib/topology/model.ts';

/** A host's engine and version: `Docker 28.5.2`; undefined before its first read. */
export function engineText(host: Host): string | undefined {
  if (!host.engine) return undefined;
  const flavour = host.engine.flavour === 'docker' ? 'Docker' : 'Podman';
  return `${flavour} ${host.engine.version}`;
}

/** The same without what a distribution adds to the version: `20.10.24+dfsg1` is `20.10.24`. */
export function briefEngineText(host: Host): string | undefined {
  return engineText(host)?.replace(/[+~].*$/, '');
}
