import type { Host } from '../topology/model.ts';
import type { NetworkSpec } from './network-spec.ts';

/**
 * What Podman (4.3.1) refuses, or takes and leaves out without a word: of a config network it makes an ordinary one.
 * By field of the spec; nothing on other engines.
 */
export function podmanFaults({ name: host, engine }: Host, spec: NetworkSpec): Record<string, string> {
  if (engine?.flavour !== 'podman') return {};
  const faults: Record<string, string> = {};
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(spec.name))
    faults.name = 'Podman’s networks have names of letters, digits, dots, dashes and underscores.';
  if (spec.configOnly)
    faults.configOnly = `${host} runs Podman, which has no config networks: leave this out.`;
  if (spec.configFrom !== undefined)
    faults.configFrom = `${host} runs Podman, which has no config networks: leave this out.`;
  if (spec.ingress) faults.ingress = `${host} runs Podman, which has no swarms: leave this out.`;
  if (spec.scope !== undefined && spec.scope !== 'local')
    faults.scope = `${host} runs Podman, whose networks are its own: leave the scope out.`;
  for (const [at, { excluded = {} }] of spec.subnets.entries())
    for (const label of Object.keys(excluded))
      faults[`subnets.${at}.excluded.${label}`] =
        `${host} runs Podman, which leaves no address out: give a range in its place.`;
  return faults;
}
