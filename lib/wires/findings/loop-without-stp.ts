import { commandLine } from '../../actions/cli.ts';
import { listed } from '../../actions/wording.ts';
import type { Finding } from '../../topology/model-wires.ts';
import { finding, shown } from './finding.ts';
import { groups, type Mesh, type MeshEdge } from './mesh.ts';

/**
 * [F9] Bridges joined in a circle on none of which the spanning tree is on. Only in a mesh that a network of Docker
 * is on: others (OpenStack's, OVN's) keep their full meshes free of circles by rules of their own.
 */
export function loopsWithoutStp(mesh: Mesh): Finding[] {
  if (mesh.networks.length === 0) return [];
  const isOff = (id: string) => mesh.bridges.get(id)?.bridge.stp === false;
  const circle = withoutEnds(mesh.edges.filter(({ from, to }) => isOff(from) && isOff(to)));
  const ids = [...new Set(circle.flatMap(({ from, to }) => [from, to]))].sort();
  const groupOf = groups(ids, circle);
  return [...Map.groupBy(ids, groupOf).values()].flatMap((loop) => {
    const own = loop.flatMap((id) => mesh.bridges.get(id) ?? []);
    const [first] = own;
    if (!first) return [];
    const within = new Set(loop);
    const tunnels = circle.flatMap((edge) => (within.has(edge.from) ? edge.tunnels : []));
    const names = own.map(({ bridge, part }) => `${shown(bridge.name)} of ${part.hostName}`);
    return finding({
      code: 'loop-without-stp',
      key: first.bridge.id,
      severity: 'error',
      hostId: first.part.hostId,
      about: [...tunnels.map(({ id }) => id), ...loop, ...own.map(({ part }) => part.hostId)],
      message: `${listed(names)} ${own.length === 1 ? 'is joined to itself' : 'are joined in a circle'}, and the spanning tree is off: what is sent to all goes round without end, and MAC addresses seem to be now here, now there.`,
      remedy: `Remove one of the tunnels, or turn the spanning tree on on each of them; it takes half a minute to settle: ${turnOn(first.bridge)}`,
    });
  });
}

function turnOn({ name, openVswitch }: { name: string; openVswitch: boolean }): string {
  return commandLine(
    openVswitch
      ? ['ovs-vsctl', 'set', 'bridge', name, 'stp_enable=true']
      : ['ip', 'link', 'set', 'dev', name, 'type', 'bridge', 'stp_state', '1'],
  );
}

/** What is left of a graph when its loose ends are taken off again and again: its circles, and what is between them. */
function withoutEnds(edges: readonly MeshEdge[]): readonly MeshEdge[] {
  const degree = new Map<string, number>();
  for (const { from, to } of edges) {
    degree.set(from, (degree.get(from) ?? 0) + 1);
    degree.set(to, (degree.get(to) ?? 0) + 1);
  }
  const left = edges.filter(({ from, to }) => (degree.get(from) ?? 0) > 1 && (degree.get(to) ?? 0) > 1);
  return left.length === edges.length ? edges : withoutEnds(left);
}
