import { indexOf } from '../topology/index-of.ts';
import type { Container, Endpoint, Topology } from '../topology/model.ts';
import { shortName } from '../topology/short-name.ts';

/** A row before it has a place. */
export interface RowPlan {
  id: string;
  kind: 'container' | 'member';
  label: string;
  /** Rows of one group stand together under its label; undefined for rows of no group. */
  group: string | undefined;
  ridesOn?: string;
  endpoints: readonly Endpoint[];
}

/** The label over the members of swarm networks that are no containers. */
const plumbing = 'swarm plumbing';
/** The label over members on hosts that are not read. */
const elsewhere = 'on other hosts';

/**
 * A host's rows in drawing order: containers without a project, then project by project, then the members that are
 * no containers, those on other hosts last. Containers that share a sandbox follow its owner. Names decide within each, so the order is stable.
 */
export function rowsOf(topology: Topology, hostId: string): RowPlan[] {
  const index = indexOf(topology);
  const containers = index.containersOfHost(hostId);
  const heads = containers.filter((container) => headOf(topology, container) === container);
  const rows = heads.flatMap((head): RowPlan[] => {
    const group = head.compose?.project;
    const riders = index.containersOfSandbox(head.sandboxId).filter((container) => container !== head);
    return [
      containerRow(topology, head, group),
      // The host's own sandbox is nobody's: its containers each have a jack in the host's column.
      ...(topology.sandboxes[head.sandboxId]?.kind === 'host'
        ? []
        : riders.map((rider) => ({ ...containerRow(topology, rider, group), ridesOn: head.id }))),
    ];
  });
  const grouped = [...rows.filter((row) => !row.group), ...rows.filter((row) => row.group).sort(byGroup)];
  return [...grouped, ...memberRows(topology, hostId)];
}

/** The container at whose row a container's wire starts: its sandbox's owner, or the first of those left. */
function headOf(topology: Topology, container: Container): Container {
  const sandbox = topology.sandboxes[container.sandboxId];
  if (!sandbox || sandbox.kind === 'host') return container;
  const owner = sandbox.ownerId ? topology.containers[sandbox.ownerId] : undefined;
  return owner ?? indexOf(topology).containersOfSandbox(container.sandboxId)[0] ?? container;
}

function containerRow(topology: Topology, container: Container, group: string | undefined): RowPlan {
  return {
    id: container.id,
    kind: 'container',
    label: shortName(container),
    group,
    endpoints: indexOf(topology).endpointsOfContainer(container.id),
  };
}

function memberRows(topology: Topology, hostId: string): RowPlan[] {
  const bySandbox = new Map<string, Endpoint[]>();
  for (const endpoint of indexOf(topology).endpointsOfHost(hostId)) {
    if (endpoint.containerId) continue;
    const list = bySandbox.get(endpoint.sandboxId);
    if (list) list.push(endpoint);
    else bySandbox.set(endpoint.sandboxId, [endpoint]);
  }
  const rows = [...bySandbox].map(
    ([id, endpoints]): RowPlan => ({
      id,
      kind: 'member',
      label: endpoints[0]?.name ?? id,
      group: endpoints.every(({ role }) => role === 'remote') ? elsewhere : plumbing,
      endpoints,
    }),
  );
  return [
    ...rows.filter(({ group }) => group !== elsewhere),
    ...rows.filter(({ group }) => group === elsewhere),
  ];
}

function byGroup(a: RowPlan, b: RowPlan): number {
  const [x, y] = [a.group ?? '', b.group ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}
