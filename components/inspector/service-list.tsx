import { nameText, servicePorts, tasksText } from '#components/words/service-text.ts';
import type { Service } from '#lib/topology/model.ts';
import { ContainerLink, HostLink } from './links.tsx';

/** The services on a network, each with its tasks. */
export function ServiceList({ services, networkId }: { services: readonly Service[]; networkId: string }) {
  return (
    <ul className="grid grid-cols-1 gap-2.5" data-testid="services">
      {services.map((service) => (
        <li key={service.id}>
          <p className="font-medium">{service.name}</p>
          <p className="text-xs text-muted">
            {[tasksText(service), nameText(service, networkId)].join('; ')}
          </p>
          {servicePorts(service).map((port) => (
            <p key={port} className="font-mono text-xs">
              {port}
            </p>
          ))}
          <ul className="mt-1 grid grid-cols-1 gap-1">
            {service.tasks.map((task) => (
              <li key={task.id} className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1">
                  <Task task={task} />
                </span>
                <span className="text-xs text-muted">{task.state}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** A task by its container; until that is there, or where we do not read it, by its place. */
function Task({ task }: { task: Service['tasks'][number] }) {
  if (task.containerId !== undefined) return <ContainerLink id={task.containerId} />;
  if (task.hostId !== undefined) {
    return (
      <span className="text-muted">
        on <HostLink id={task.hostId} />
      </span>
    );
  }
  return (
    <span className="text-muted">
      {task.node === undefined ? 'without a node so far' : `on ${task.node}, which Patchbay does not read`}
    </span>
  );
}
