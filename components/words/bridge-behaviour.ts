import type { Network } from '#lib/topology/model.ts';

const bridge = 'com.docker.network.bridge.';

/** What the options of a bridge network do that a bridge without them would not, one sentence each. */
export function bridgeBehaviour({ options }: Network): string[] {
  const binding = options[`${bridge}host_binding_ipv4`];
  const said = [
    options[`${bridge}enable_icc`] === 'false' &&
      'Containers on it can’t reach one another (icc is off), only what is outside.',
    options[`${bridge}enable_ip_masquerade`] === 'false' &&
      'Containers go out under their own addresses (masquerade is off): what they reach needs a route back.',
    options[`${bridge}inhibit_ipv4`] === 'true' && 'Docker gives the bridge itself no IPv4 address.',
    binding &&
      binding !== '0.0.0.0' &&
      `Ports are published on ${binding} alone, unless a container asks for another address.`,
    gatewayMode(options, 'ipv4'),
    gatewayMode(options, 'ipv6'),
  ];
  return said.filter((sentence): sentence is string => typeof sentence === 'string' && sentence !== '');
}

/** Whether the containers of a bridge are reached at their own addresses: then what they publish opens no port on the host. */
export function isRouted({ options }: Network): boolean {
  return (
    options[`${bridge}gateway_mode_ipv4`] === 'routed' || options[`${bridge}gateway_mode_ipv6`] === 'routed'
  );
}

/** Engines from 27 on (seen on 28.5); `nat` is the usual mode. */
function gatewayMode(options: Network['options'], family: 'ipv4' | 'ipv6'): string | undefined {
  const name = family === 'ipv4' ? 'IPv4' : 'IPv6';
  switch (options[`${bridge}gateway_mode_${family}`]) {
    case 'routed':
      return `${name} is routed: containers are reached at their own addresses, at the ports that they publish. No ${name} port is opened on the host for them.`;
    case 'nat-unprotected':
      return `Containers’ ${name} ports are reachable from outside without being published (nat-unprotected).`;
    case 'isolated':
      return `The host has no ${name} address on it, so containers can’t reach the host over it.`;
    default:
      return undefined;
  }
}
