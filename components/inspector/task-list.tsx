'use client';

import { usePage } from '#components/page-context.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Service } from '#lib/topology/model.ts';
import { ContainerLink, HostLink } from './links.tsx';

type Task = Service['tasks'][number];

const byName = new Intl.Collator('en', { numeric: true });

/** A service's tasks, host by host, each with its container, its host and its state. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const { topology } = usePage();
  const place = ({ hostId = '', node = '' }: Task) => entityOf(topology.hosts, hostId)?.name ?? node;
  const sorted = [...tasks].sort((a, b) => byName.compare(place(a), place(b)) || (a.id < b.id ? -1 : 1));
  return (
    <ul className="grid grid-cols-1 gap-1">
      {sorted.map((task) => (
        <li key={task.id} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1">
            <TaskPlace task={task} />
          </span>
          <span className="text-xs text-muted">{task.state}</span>
        </li>
      ))}
    </ul>
  );
}

/** A task by its container; until that is there, or where we do not read it, by its place. */
function TaskPlace({ task }: { task: Task }) {
  const { containerId, hostId, node } = task;
  if (hostId !== undefined) {
    return (
      <>
        {containerId !== undefined && <ContainerLink id={containerId} />}{' '}
        <span className="text-xs text-muted">
          on <HostLink id={hostId} />
        </span>
      </>
    );
  }
  return (
    <span className="text-muted">
      {node === undefined ? 'without a node so far' : `on ${node}, which Patchbay does not read`}
    </span>
  );
}
