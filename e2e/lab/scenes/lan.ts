import {
  ensureNetworks,
  ensureOnHost,
  type HostSpec,
  inSwarm,
  type NetworkSpec,
  type Stage,
} from './stage.ts';

const CONFIG = 'lan-config';

/**
 * Networks on the hosts' own wire: on the first host a macvlan with a range and a fixed address, an ipvlan and a
 * bridge made from a configuration; on all hosts the configuration of a swarm-wide macvlan, with a member on each
 * but the first (its interface has a macvlan already).
 */
export async function lan(stage: Stage): Promise<void> {
  const [range = ''] = /^\d+\.\d+\.\d+/.exec(stage.hosts[0]?.address ?? '') ?? [];
  await ensureOnHost(stage, 1, ownWire(range));
  await ensureNetworks(stage, 1, [{ name: 'bridge-made', args: ['--config-from', 'bridge-config'] }]);
  if (!(await inSwarm(stage, 1))) return;
  for (const { index } of stage.hosts) await ensureNetworks(stage, index, [config(index)]);
  const remade = await ensureNetworks(stage, 1, [
    {
      name: 'lan-swarm',
      args: ['-d', 'macvlan', '--scope', 'swarm', '--attachable', '--config-from', CONFIG],
    },
  ]);
  for (const { index } of stage.hosts.slice(1)) {
    const member = { name: `wired${index}`, network: 'lan-swarm' };
    await ensureOnHost(stage, index, { networks: [], containers: [member] }, remade);
  }
}

function ownWire(range: string): HostSpec {
  return {
    networks: [
      {
        name: 'lan',
        args: [
          ...['-d', 'macvlan', '-o', 'parent=eth0', '-o', 'macvlan_mode=bridge', '--subnet', `${range}.0/24`],
          ...[
            '--gateway',
            `${range}.254`,
            '--ip-range',
            `${range}.64/27`,
            '--aux-address',
            `self=${range}.65`,
          ],
        ],
      },
      {
        name: 'flat',
        args: ['-d', 'ipvlan', '-o', 'parent=eth0', '-o', 'ipvlan_mode=l3', '--subnet', '10.112.0.0/24'],
      },
      {
        name: 'bridge-config',
        args: ['--config-only', '--subnet', '192.168.70.0/24', '-o', 'com.docker.network.driver.mtu=1300'],
      },
    ],
    containers: [{ name: 'on-wire', network: 'lan', args: ['--ip', `${range}.70`] }],
  };
}

/** Each host's own part of one subnet, so that no address is given out twice. */
function config(host: number): NetworkSpec {
  const part = `10.113.0.${host * 32}/27`;
  return {
    name: CONFIG,
    args: ['--config-only', '--subnet', '10.113.0.0/24', '--ip-range', part, '-o', 'parent=eth0'],
  };
}
