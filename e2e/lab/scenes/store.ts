import { ensureNetworks, ensureOnHost, type Stage } from './stage.ts';

const NETWORKS = [
  { name: 'wide', args: ['-d', 'overlay', '--subnet', '10.84.0.0/24'] },
  { name: 'idle', args: ['-d', 'overlay', '--internal', '--subnet', '10.85.0.0/24'] },
];

/**
 * Overlays whose engines share a key-value store: `wide` with a running member on each host (`far1`, `far2`, …), one
 * that is on a bridge, too (`both`), one stopped (`halted`), one never started (`unborn`); `idle` with none.
 */
export async function store(stage: Stage): Promise<void> {
  const clusterStore = (await stage.docker(1, 'info', '--format', '{{.ClusterStore}}')).trim();
  if (clusterStore === '') {
    stage.say('No key-value store: "up N --store" makes one.');
    return;
  }
  const remade = await ensureNetworks(stage, 1, NETWORKS);
  const last = stage.hosts.at(-1)?.index ?? 1;
  for (const { index } of stage.hosts) {
    await ensureOnHost(
      stage,
      index,
      {
        networks: index === 1 ? [{ name: 'near' }] : [],
        containers: [
          { name: `far${index}`, network: 'wide' },
          ...(index === 1 ? [{ name: 'both', network: 'wide', also: { near: [] } }] : []),
          ...(index === Math.min(2, last)
            ? [{ name: 'halted', network: 'wide', state: 'stopped' as const }]
            : []),
          ...(index === 1 ? [{ name: 'unborn', network: 'wide', state: 'created' as const }] : []),
        ],
      },
      remade,
    );
  }
}
