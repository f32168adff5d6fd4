import type { Host } from '#lib/topology/model.ts';

type WithEngine = Pick<Host, 'engine'>;

/** A host's engine and version: `Docker 28.5.2`; undefined before its first read. */
export function engineText({ engine }: WithEngine): string | undefined {
  if (!engine) return undefined;
  const flavour = engine.flavour === 'docker' ? 'Docker' : 'Podman';
  return `${flavour} ${engine.version}`;
}

/** The same without what a distribution adds to the version: `20.10.24+dfsg1` is `20.10.24`. */
export function briefEngineText(host: WithEngine): string | undefined {
  return engineText(host)?.replace(/[+~].*$/, '');
}
