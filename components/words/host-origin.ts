import type { Host } from '#lib/topology/model.ts';

/** Why a host can't be changed on the page; undefined for one that was added there. */
export function originText({ origin, source }: Host): string | undefined {
  if (origin === 'stored') return undefined;
  if (source === undefined) return 'from the configuration, change it there';
  // Nobody wrote it anywhere: there is no place to change it.
  if (source === 'the usual sockets') return 'found by itself; a configuration file can name others';
  return `from ${source}, change it there`;
}
