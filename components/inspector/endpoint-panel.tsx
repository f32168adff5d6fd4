'use client';

import { DisconnectButton } from '#components/actions/disconnect-button.tsx';
import { ReleaseButton } from '#components/actions/release-button.tsx';
import { readContainer } from '#components/api.ts';
import { usePage } from '#components/page-context.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { memberName } from '#lib/actions/address-holders.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Container, Endpoint } from '#lib/topology/model.ts';
import { DetailState } from './detail-state.tsx';
import { EndpointFacts } from './endpoint-facts.tsx';
import { FindingNotes } from './finding-notes.tsx';
import { Frame } from './frame.tsx';
import { ContainerLink, HostLink, NetworkLink } from './links.tsx';
import { Section } from './section.tsx';
import { useDetail } from './use-detail.ts';
import { WireSection } from './wire-section.tsx';

const roles: Record<Endpoint['role'], string | undefined> = {
  container: undefined,
  gateway: 'Docker’s own: through it containers on overlays reach the world outside.',
  'load-balancer': 'Docker’s own: it spreads a service’s traffic over its tasks.',
  remote: 'A member on a host that Patchbay does not read.',
};

/** Everything known of an endpoint: what joins one sandbox to one network. */
export function EndpointPanel({ endpoint }: { endpoint: Endpoint }) {
  const { topology } = usePage();
  const network = entityOf(topology.networks, endpoint.networkId);
  const container =
    endpoint.containerId === undefined ? undefined : entityOf(topology.containers, endpoint.containerId);
  return (
    <Frame
      kind={
        <>
          Endpoint on <HostLink id={endpoint.hostId} />
        </>
      }
      title={`${memberName(topology, endpoint)} ⇄ ${network?.name ?? 'unknown network'}`}
      status={roles[endpoint.role] && <p className="text-xs text-muted">{roles[endpoint.role]}</p>}
      actions={
        <>
          <DisconnectButton endpoint={endpoint} />
          <ReleaseButton endpoint={endpoint} />
        </>
      }
    >
      <FindingNotes ids={[endpoint.id]} />
      <Section title="Joins">
        <Facts>
          <Fact name="Container">{endpoint.containerId && <ContainerLink id={endpoint.containerId} />}</Fact>
          <Fact name="Network">
            <NetworkLink id={endpoint.networkId} />
          </Fact>
        </Facts>
      </Section>
      {container ? (
        <WithDetail endpoint={endpoint} container={container} />
      ) : (
        <Section title="Endpoint">
          <EndpointFacts endpoint={endpoint} detail={undefined} />
        </Section>
      )}
      <WireSection endpoint={endpoint} />
    </Frame>
  );
}

function WithDetail({ endpoint, container }: { endpoint: Endpoint; container: Container }) {
  const detail = useDetail(container.id, [container, endpoint], readContainer);
  return (
    <>
      <Section title="Endpoint">
        <EndpointFacts
          endpoint={endpoint}
          detail={detail.value?.endpoints.find((each) => each.networkId === endpoint.networkId)}
        />
      </Section>
      <DetailState detail={detail} />
    </>
  );
}
