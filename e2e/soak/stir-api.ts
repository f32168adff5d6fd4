import type { Topology } from '#lib/topology/model.ts';
import { type Ground, pause, untilEnough } from './ground.ts';

/** Connects and disconnects on one host by Patchbay's own actions, and asks for details and pages. */
export async function stirActions(ground: Ground, host: number): Promise<void> {
  const { lab, api, signal, disturbed } = ground;
  const name = lab.hosts().find(({ index }) => index === host)?.name ?? '';
  const round = async () => {
    const topology = await api.topology();
    const action = {
      kind: 'connect',
      networkId: networkOf(topology, name, 'bridge'),
      // The scene's one member of the overlay on each host.
      containerId: containerOf(topology, name, `m${host}`),
    } as const;
    // An interrupted round may have left it connected.
    const { networkId } = action;
    const left = Object.values(topology.endpoints).some(
      (each) => each.networkId === networkId && each.containerId === action.containerId,
    );
    if (left) await api.act({ ...action, kind: 'disconnect' });
    const connected = await api.act(action);
    await api.get(`/api/v1/networks/${encodeURIComponent(networkId)}`);
    await api.get(`/api/v1/containers/${encodeURIComponent(action.containerId)}`);
    const undone = await api.undo(connected);
    await api.undo(await api.undo(undone));
    await pause(400, signal);
  };
  await untilEnough(ground, `plans applied and undone on host ${host}`, round, host === disturbed);
}

/** Loads the page, as browsers that come and go do. */
export async function stirPages(ground: Ground): Promise<void> {
  await untilEnough(ground, 'pages loaded', async () => {
    await ground.api.get('/');
    await ground.api.get('/api/v1/hosts');
    await pause(700, ground.signal);
  });
}

function networkOf({ networks }: Topology, host: string, name: string): string {
  const found = Object.values(networks).find((each) => each.name === name && each.hostIds.includes(host));
  if (!found) throw new Error(`There is no network ${name} on ${host}.`);
  return found.id;
}

function containerOf({ containers }: Topology, host: string, name: string): string {
  const found = Object.values(containers).find((each) => each.name === name && each.hostId === host);
  if (!found) throw new Error(`There is no container ${name} on ${host}.`);
  return found.id;
}
