import type { Network } from '#lib/topology/model.ts';

/** A network's hue, faded where its engines can't tell of it just now. */
export function lookOf(network: Network | undefined): string {
  return `${hueOf(network)}${network?.stale ? ' stale-inside' : ''}`;
}

/** The class that gives a network its colour: its driver, or `plugin` for one we do not know. */
function hueOf(network: Network | undefined): string {
  if (!network) return 'plugin';
  if (network.driver === 'host' || network.driver === 'null') return 'hostns';
  return ['bridge', 'overlay', 'macvlan', 'ipvlan'].includes(network.driver) ? network.driver : 'plugin';
}
