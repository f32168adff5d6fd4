import { nameText, servicePorts, tasksText } from '#components/words/service-text.ts';
import type { Network, Service } from '#lib/topology/model.ts';
import { ServiceLink } from './links.tsx';
import { TaskList } from './task-list.tsx';

/** The services on a network, each with its tasks. */
export function ServiceList({ services, network }: { services: readonly Service[]; network: Network }) {
  return (
    <ul className="grid grid-cols-1 gap-2.5" data-testid="services">
      {services.map((service) => (
        <li key={service.id}>
          <p className="font-medium">
            <ServiceLink service={service} />
          </p>
          <p className="text-xs text-muted">{[tasksText(service), nameText(service, network)].join('; ')}</p>
          {servicePorts(service).map((port) => (
            <p key={port} className="font-mono text-xs">
              {port}
            </p>
          ))}
          <div className="mt-1">
            <TaskList tasks={service.tasks} />
          </div>
        </li>
      ))}
    </ul>
  );
}
