import type { TableTab } from '#lib/store/view.ts';

export const titles: Record<TableTab, string> = {
  hosts: 'Hosts',
  networks: 'Networks',
  containers: 'Containers',
  services: 'Services',
  endpoints: 'Endpoints',
  ports: 'Ports',
  interfaces: 'Interfaces',
  tunnels: 'Tunnels',
  findings: 'Findings',
};

/** Why a table has no rows, where nothing was searched for. */
export const nothingYet: Record<TableTab, string> = {
  hosts: 'No host is configured.',
  networks: 'No host has told of a network yet.',
  containers: 'No container runs or rests on these hosts. One that is made anywhere appears here by itself.',
  services: 'No service runs in a swarm that has a manager among these hosts.',
  endpoints: 'No container is on a network.',
  ports: 'No container publishes a port.',
  interfaces: 'The interfaces of a host are known where its wires are read.',
  tunnels: 'No overlay leads to another host, and no tunnel was seen where the wires are read.',
  findings:
    'Nothing was found amiss. What the engines declare is compared with what the kernels have, where the wires are read.',
};
