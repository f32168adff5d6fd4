import type { Network, Service } from '#lib/topology/model.ts';

/** How many of a service's tasks run at the moment. */
export function runningTasks({ tasks }: Service): number {
  return tasks.filter(({ state }) => state === 'running').length;
}

/** How many of a service's tasks run: “2 of 3 tasks run”; of a global service “3 tasks run, one on each node”. */
export function tasksText(service: Service): string {
  const { mode, replicas, tasks } = service;
  const running = runningTasks(service);
  const wanted = replicas ?? tasks.length;
  const count = running === wanted ? `${running}` : `${running} of ${wanted}`;
  const unit = wanted === 1 ? 'task runs' : 'tasks run';
  if (mode.endsWith('-job')) return `a job: ${count} ${unit}`;
  return `${count} ${unit}${mode === 'global' ? ', one on each node' : ''}`;
}

/** What a service's name leads to on a network. */
export function nameText(service: Service, { id, ingress }: Pick<Network, 'id' | 'ingress'>): string {
  if (ingress) return 'what comes to its ports on the nodes reaches its tasks over it';
  if (service.endpointMode === 'dnsrr') return 'its name leads to the addresses of its tasks (dnsrr)';
  const own = service.virtualAddresses.find((each) => each.networkId === id);
  return own
    ? `its name leads to ${own.address}, before its tasks (VIP)`
    : 'it has no address of its own here';
}

/** A service's ports: “18400 → 80/tcp on every node”. */
export function servicePorts({ ports }: Service): string[] {
  return ports.map(({ publishedPort, targetPort, protocol, publishMode }) => {
    const where = publishMode === 'ingress' ? 'on every node' : 'on the hosts of its tasks';
    return `${publishedPort ?? 'any'} → ${targetPort}/${protocol} ${where}`;
  });
}
