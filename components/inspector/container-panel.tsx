'use client';

import { ComposeMenus } from '#components/actions/compose-menus.tsx';
import { ConnectMenu } from '#components/actions/connect-menu.tsx';
import { RepairButton } from '#components/actions/repair-button.tsx';
import { readContainer } from '#components/api.ts';
import { usePage } from '#components/page-context.tsx';
import { dateText } from '#components/ui/ago-text.ts';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { byNetwork } from '#components/words/by-network.ts';
import { ContainerState, stateMeaning } from '#components/words/container-state.tsx';
import { idlePorts } from '#components/words/idle-ports.ts';
import { missingMeaning } from '#components/words/missing-networks.ts';
import { networkModeMeaning, networkModeText } from '#components/words/network-mode.ts';
import { servicePorts, tasksText } from '#components/words/service-text.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Container, Sandbox, Service, Topology } from '#lib/topology/model.ts';
import { serviceOfContainer } from '#lib/topology/services-on.ts';
import { ContainerEndpoints } from './container-endpoints.tsx';
import { DetailState } from './detail-state.tsx';
import { FindingNotes } from './finding-notes.tsx';
import { Frame } from './frame.tsx';
import { IdlePortsNote } from './idle-ports-note.tsx';
import { KeyValues } from './labels.tsx';
import { LinkList } from './link-list.tsx';
import { ContainerLink, HostLink, ServiceLink } from './links.tsx';
import { PortList } from './port-list.tsx';
import { Section } from './section.tsx';
import { useDetail } from './use-detail.ts';

/** Everything known of a container. */
export function ContainerPanel({ container }: { container: Container }) {
  const { topology } = usePage();
  const index = indexOf(topology);
  const endpoints = byNetwork(topology, index.endpointsOfContainer(container.id));
  const ports = index.portsOfContainer(container.id);
  const sandbox = entityOf(topology.sandboxes, container.sandboxId);
  const companions =
    sandbox?.kind === 'host'
      ? []
      : index.containersOfSandbox(container.sandboxId).filter((other) => other.id !== container.id);
  const owner = sandbox?.ownerId !== container.id ? sandbox?.ownerId : undefined;
  const detail = useDetail(container.id, [container, ...endpoints], readContainer);
  const service = serviceOfContainer(topology, container.id);
  const idle = detail.value && idlePorts(topology, container, detail.value.askedPorts);
  const missing = missingMeaning(topology, container);
  const notes = [
    stateMeaning(container.state),
    networkModeMeaning(container, sandbox, ownerOf(topology, sandbox)),
  ].filter(Boolean);

  return (
    <Frame
      kind={
        <>
          Container on <HostLink id={container.hostId} />
        </>
      }
      title={container.name}
      status={<ContainerState state={container.state} />}
      actions={
        <>
          <ConnectMenu containerId={container.id} />
          <ComposeMenus container={container} />
        </>
      }
    >
      {missing && (
        <div className="px-4 pb-3 text-xs">
          <Notice tone="warn">
            <span className="break-words">{missing}</span>
            <span className="mt-2 flex flex-wrap gap-2">
              {container.missingNetworks?.map(({ name }) => (
                <RepairButton key={name} container={container} missing={name} />
              ))}
            </span>
          </Notice>
        </div>
      )}
      <FindingNotes ids={endpoints.map(({ id }) => id)} />
      {notes.length > 0 && <p className="px-4 pb-3 text-xs text-muted">{notes.join(' ')}</p>}
      <Section title="Networks" count={endpoints.length}>
        <ContainerEndpoints container={container} endpoints={endpoints} detail={detail.value} />
      </Section>
      {(ports.length > 0 || idle) && (
        <Section title="Published ports" count={ports.length}>
          <PortList ports={ports} />
          {idle && <IdlePortsNote idle={idle} />}
        </Section>
      )}
      {detail.value && detail.value.links.length + detail.value.linkedFrom.length > 0 && (
        <Section title="Links (legacy)" count={detail.value.links.length + detail.value.linkedFrom.length}>
          <LinkList links={detail.value.links} linkedFrom={detail.value.linkedFrom} />
        </Section>
      )}
      {companions.length > 0 && (
        <Section title={owner ? 'Rides on' : 'Shares its sandbox with'}>
          <ul className="grid gap-1">
            {companions.map((other) => (
              <li key={other.id}>
                <ContainerLink id={other.id} />
                {other.id === owner && <span className="text-xs text-muted"> whose sandbox it is</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Container">
        <Facts>
          <Fact name="Image" mono copy={container.image}>
            {container.image}
          </Fact>
          <Fact name="Compose">
            {container.compose && `${container.compose.project} / ${container.compose.service}`}
          </Fact>
          <Fact name="Service">
            {service ? <ServiceSummary service={service} /> : container.swarm?.service}
          </Fact>
          <Fact name="Network mode" mono>
            {networkModeText(topology, container)}
          </Fact>
          <Fact name="Created">{detail.value?.created && dateText(detail.value.created)}</Fact>
          <Fact name="Process" mono>
            {detail.value?.pid}
          </Fact>
          <Fact name="Sandbox" mono copy={detail.value?.sandboxKey}>
            {detail.value?.sandboxKey}
          </Fact>
          <Fact name="Id" mono copy={container.nativeId}>
            {container.nativeId.slice(0, 12)}
          </Fact>
        </Facts>
      </Section>
      <DetailState detail={detail} />
      <KeyValues what="Labels" values={container.labels} />
    </Frame>
  );
}

/** The service whose task the container is. */
function ServiceSummary({ service }: { service: Service }) {
  return (
    <>
      <ServiceLink service={service} />
      <span className="block text-xs text-muted">{tasksText(service)}</span>
      {servicePorts(service).map((port) => (
        <span key={port} className="block font-mono text-xs">
          {port}
        </span>
      ))}
    </>
  );
}

function ownerOf(topology: Topology, sandbox: Sandbox | undefined): Container | undefined {
  return sandbox?.ownerId === undefined ? undefined : entityOf(topology.containers, sandbox.ownerId);
}
