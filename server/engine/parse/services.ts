import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import { compareText } from '#lib/topology/order.ts';
import type { ServiceFact, TaskFact } from '#lib/topology/snapshot.ts';
import { listOf, someText, splitPrefix, text } from './common.ts';

const networksSchema = listOf(z.object({ Target: text }));

const portSchema = z.object({
  TargetPort: z.number(),
  PublishedPort: z.number().nullish(),
  Protocol: z.enum(['tcp', 'udp', 'sctp']).nullish(),
  PublishMode: z.enum(['ingress', 'host']).nullish(),
});

const job = z.object({ TotalCompletions: z.number().nullish() });

const serviceSchema = z.object({
  ID: z.string().min(1),
  // No more of the specification than this: it holds the environment.
  Spec: z.object({
    Name: text,
    TaskTemplate: z.object({ Networks: networksSchema }).nullish(),
    // Where engines before API 1.25 keep them.
    Networks: networksSchema,
    EndpointSpec: z.object({ Mode: someText }).nullish(),
    Mode: z
      .object({
        Replicated: z.object({ Replicas: z.number().nullish() }).nullish(),
        Global: z.object({}).nullish(),
        ReplicatedJob: job.nullish(),
        GlobalJob: z.object({}).nullish(),
      })
      .nullish(),
  }),
  Endpoint: z
    .object({
      // A port in a form we don't know is left out; the service stays.
      Ports: listOf(portSchema.nullable().catch(null)),
      VirtualIPs: listOf(z.object({ NetworkID: text, Addr: someText })),
    })
    .nullish(),
});

const taskSchema = z.object({
  ID: z.string().min(1),
  ServiceID: someText,
  NodeID: text,
  DesiredState: text,
  Status: z.object({ State: text, ContainerStatus: z.object({ ContainerID: someText }).nullish() }).nullish(),
});

const nodeSchema = z.object({ ID: z.string(), Description: z.object({ Hostname: someText }).nullish() });

type Spec = z.infer<typeof serviceSchema>['Spec'];

/** What a task shall be that is over: its place has been taken, or its service is gone. */
const over = new Set(['shutdown', 'remove', 'orphaned']);

/** `/services`, `/tasks` and `/nodes` of a manager → its services with their tasks, in order. */
export function readServices(replies: { services: unknown; tasks: unknown; nodes: unknown }): ServiceFact[] {
  const names = new Map(
    listOf(nodeSchema)
      .parse(replies.nodes)
      .map((node) => [node.ID, node.Description?.Hostname]),
  );
  const tasks = Map.groupBy(
    listOf(taskSchema)
      .parse(replies.tasks)
      .filter(({ DesiredState }) => !over.has(DesiredState)),
    // A container on an attachable network is a task, too, of no service.
    ({ ServiceID }) => ServiceID,
  );
  const services = listOf(serviceSchema).parse(replies.services);
  return services
    .map((service): ServiceFact => {
      const { ID, Spec, Endpoint } = service;
      return defined({
        nativeId: ID,
        name: Spec.Name || ID,
        ...modeOf(Spec),
        endpointMode: Spec.EndpointSpec?.Mode === 'dnsrr' ? ('dnsrr' as const) : ('vip' as const),
        networks: targetsOf(Spec),
        virtualAddresses: virtualAddressesOf(Endpoint?.VirtualIPs ?? []),
        ports: (Endpoint?.Ports ?? []).flatMap((port) => (port ? [portOf(port)] : [])),
        tasks: (tasks.get(ID) ?? [])
          .map((task) => taskOf(task, names.get(task.NodeID)))
          .sort((a, b) => compareText(a.nativeId, b.nativeId)),
      });
    })
    .sort((a, b) => compareText(a.nativeId, b.nativeId));
}

function modeOf({ Mode }: Spec): Pick<ServiceFact, 'mode' | 'replicas'> {
  if (Mode?.Global) return { mode: 'global' };
  if (Mode?.GlobalJob) return { mode: 'global-job' };
  if (Mode?.ReplicatedJob) {
    return { mode: 'replicated-job', replicas: Mode.ReplicatedJob.TotalCompletions ?? 1 };
  }
  return { mode: 'replicated', replicas: Mode?.Replicated?.Replicas ?? 1 };
}

function targetsOf({ TaskTemplate, Networks }: Spec): string[] {
  const targets = [...(TaskTemplate?.Networks ?? []), ...Networks].map(({ Target }) => Target);
  return [...new Set(targets.filter(Boolean))].sort();
}

function virtualAddressesOf(
  listed: { NetworkID: string; Addr?: string | undefined }[],
): ServiceFact['virtualAddresses'] {
  const found = listed.flatMap(({ NetworkID, Addr }) => {
    const { address } = splitPrefix(Addr);
    return address ? [{ networkNativeId: NetworkID, address }] : [];
  });
  return found.sort((a, b) => compareText(a.networkNativeId, b.networkNativeId));
}

function portOf(port: z.infer<typeof portSchema>): ServiceFact['ports'][number] {
  return defined({
    publishedPort: port.PublishedPort || undefined,
    targetPort: port.TargetPort,
    protocol: port.Protocol ?? 'tcp',
    publishMode: port.PublishMode ?? 'ingress',
  });
}

function taskOf(task: z.infer<typeof taskSchema>, nodeName: string | undefined): TaskFact {
  return defined({
    nativeId: task.ID,
    state: task.Status?.State || 'new',
    nodeId: task.NodeID,
    nodeName,
    containerNativeId: task.Status?.ContainerStatus?.ContainerID,
  });
}
