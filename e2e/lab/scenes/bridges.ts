import { ensureOnHost, type HostSpec, type NetworkSpec, type Stage } from './stage.ts';

const OPTION = 'com.docker.network.bridge.';

const HOST: HostSpec = {
  networks: [
    {
      name: 'dual',
      args: [
        ...['--subnet', '192.168.65.0/24', '--gateway', '192.168.65.254', '--ip-range', '192.168.65.128/25'],
        ...['--aux-address', 'printer=192.168.65.9'],
        ...['--ipv6', '--subnet', 'fd00:65::/64', '--gateway', 'fd00:65::fe'],
      ],
    },
    withOptions('shy', { [`${OPTION}enable_icc`]: 'false' }),
    withOptions('bare', { [`${OPTION}enable_ip_masquerade`]: 'false' }),
    withOptions('small', { 'com.docker.network.driver.mtu': '1400' }),
    withOptions('bound', { [`${OPTION}host_binding_ipv4`]: '127.0.0.1' }),
    withOptions('named', { [`${OPTION}name`]: 'lab-br0' }),
  ],
  containers: [
    { name: 'twofold', network: 'dual' },
    { name: 'fixed', network: 'dual', args: ['--ip', '192.168.65.10', '--ip6', 'fd00:65::10'] },
    { name: 'shy-a', network: 'shy' },
    { name: 'shy-b', network: 'shy' },
    { name: 'bare-a', network: 'bare' },
    { name: 'small-a', network: 'small' },
    { name: 'bound-a', network: 'bound', args: ['-p', '18081:80'] },
    { name: 'named-a', network: 'named' },
    { name: 'nameless', network: 'bridge' },
  ],
};

/** Bridges of all sorts on the first host: both address families, a gateway of their own, each option. */
export async function bridges(stage: Stage): Promise<void> {
  await ensureOnHost(stage, 1, HOST);
}

function withOptions(name: string, options: Readonly<Record<string, string>>): NetworkSpec {
  return { name, args: Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]) };
}
