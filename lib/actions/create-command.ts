import { commandLine } from './cli.ts';
import type { NetworkSpec } from './network-spec.ts';

/** The command that makes this network: `docker network create …`. */
export function createCommand(program: string, spec: NetworkSpec): string {
  const flag = (name: string, wanted: boolean | undefined) => (wanted ? [`--${name}`] : []);
  const pairs = (name: string, values: Record<string, string> = {}) =>
    Object.entries(values).flatMap(([key, value]) => [`--${name}`, `${key}=${value}`]);
  const given = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`--${name}`, value];
  return commandLine([
    ...[program, 'network', 'create'],
    // The engine makes a config network's driver null, whatever it is told.
    ...(spec.configOnly ? ['--config-only'] : ['--driver', spec.driver]),
    ...given('scope', spec.scope),
    ...given('config-from', spec.configFrom),
    ...(spec.ipv4 === false ? ['--ipv4=false'] : []),
    ...flag('ipv6', spec.ipv6),
    ...flag('internal', spec.internal),
    ...flag('attachable', spec.attachable),
    ...flag('ingress', spec.ingress),
    ...given('ipam-driver', spec.ipamDriver),
    ...pairs('ipam-opt', spec.ipamOptions),
    ...spec.subnets.flatMap(({ subnet, gateway, ipRange, excluded }) => [
      ...['--subnet', subnet],
      ...given('ip-range', ipRange),
      ...given('gateway', gateway),
      ...pairs('aux-address', excluded),
    ]),
    ...pairs('opt', spec.options),
    ...pairs('label', spec.labels),
    spec.name,
  ]);
}
