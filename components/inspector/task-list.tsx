import type { Service } from '#lib/topology/model.ts';
import { ContainerLink, HostLink } from './links.tsx';

/** A service's tasks, each with its container, its host and its state. */
export function TaskList({ tasks }: { tasks: Service['tasks'] }) {
  return (
    <ul className="grid grid-cols-1 gap-1">
      {tasks.map((task) => (
        <li key={task.id} className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1">
            <Task task={task} />
          </span>
          <span className="text-xs text-muted">{task.state}</span>
        </li>
      ))}
    </ul>
  );
}

/** A task by its container; until that is there, or where we do not read it, by its place. */
function Task({ task }: { task: Service['tasks'][number] }) {
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
