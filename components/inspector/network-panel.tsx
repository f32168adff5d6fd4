'use client';

import { JoinMenu } from '#components/actions/join-menu.tsx';
import { NetworkActions } from '#components/actions/network-actions.tsx';
import { readNetwork } from '#components/api.ts';
import { usePage } from '#components/page-context.tsx';
import { dateText } from '#components/ui/ago-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { composeNetworkText, externalTo } from '#components/words/compose.ts';
import { Driver } from '#components/words/driver.tsx';
import { networkBehaviour } from '#components/words/network-behaviour.ts';
import { networkTraits } from '#components/words/network-traits.ts';
import { isUnallocated } from '#lib/actions/network-kind.ts';
import { configsOf, madeFrom } from '#lib/topology/config-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Network } from '#lib/topology/model.ts';
import { servicesOn } from '#lib/topology/services-on.ts';
import { DetailState } from './detail-state.tsx';
import { FindingNotes } from './finding-notes.tsx';
import { Frame } from './frame.tsx';
import { KeyValues } from './labels.tsx';
import { HostLink, NetworkLinks } from './links.tsx';
import { NetworkMembers } from './network-members.tsx';
import { NetworkWires } from './network-wires.tsx';
import { Section } from './section.tsx';
import { ServiceList } from './service-list.tsx';
import { SubnetList } from './subnet-list.tsx';
import { useDetail } from './use-detail.ts';

/** Everything known of a network. */
export function NetworkPanel({ network }: { network: Network }) {
  const { topology } = usePage();
  const endpoints = indexOf(topology).endpointsOfNetwork(network.id);
  const detail = useDetail(network.id, [network, ...endpoints], readNetwork);
  const traits = networkTraits(network);
  const behaviour = networkBehaviour(topology, network);
  const configs = configsOf(topology, network);
  const services = servicesOn(topology, network.id);
  const made = madeFrom(topology, network);
  return (
    <Frame
      kind={
        <>
          Network on{' '}
          {network.hostIds.map((id, position) => (
            <span key={id}>
              {position > 0 && ', '}
              <HostLink id={id} />
            </span>
          ))}
        </>
      }
      title={network.name}
      status={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Driver driver={network.driver} />
          {traits.map((trait) => (
            <Badge key={trait}>{trait}</Badge>
          ))}
        </span>
      }
      actions={
        <>
          {!network.configOnly && !network.ingress && !isUnallocated(network) && (
            <JoinMenu networkId={network.id} />
          )}
          <NetworkActions network={network} />
        </>
      }
    >
      <FindingNotes ids={[network.id]} />
      {behaviour.length > 0 && (
        <ul className="grid gap-1 px-4 pb-3 text-xs text-muted" data-testid="network-behaviour">
          {behaviour.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Section title="Addresses">
        <SubnetList network={network} inUse={detail.value?.addressesInUse} />
      </Section>
      <Section title="Members" count={endpoints.length}>
        <NetworkMembers network={network} endpoints={endpoints} />
      </Section>
      {services.length > 0 && (
        <Section title="Services" count={services.length}>
          <ServiceList services={services} network={network} />
        </Section>
      )}
      <Section title="Network">
        <Facts>
          <Fact name="Scope">{network.scope}</Fact>
          <Fact name="Bridge" mono copy={network.bridge}>
            {network.bridge}
          </Fact>
          <Fact name="VNI" mono>
            {network.vni}
          </Fact>
          <Fact name="MTU" mono>
            {network.mtu}
          </Fact>
          <Fact name="Parent" mono>
            {network.options.parent}
          </Fact>
          <Fact name="Mode" mono>
            {network.options.macvlan_mode ?? network.options.ipvlan_mode}
          </Fact>
          <Fact name="Made from">
            {configs.length > 0 ? <NetworkLinks networks={configs} /> : network.configFrom}
          </Fact>
          <Fact name="Made from it">{made.length > 0 && <NetworkLinks networks={made} />}</Fact>
          <Fact name="IPAM">{network.ipam.driver !== 'default' && network.ipam.driver}</Fact>
          <Fact name={network.driver === 'overlay' ? 'Tunnel ends' : 'Peers'}>
            {network.peers.length > 0 &&
              network.peers.map((peer) => (
                <span key={peer.address} className="block">
                  <span className="font-mono text-xs">{peer.address}</span>{' '}
                  {peer.hostId === undefined ? (
                    <span className="text-xs text-muted">a host Patchbay does not read</span>
                  ) : (
                    <HostLink id={peer.hostId} />
                  )}
                </span>
              ))}
          </Fact>
          <Fact name="Compose">{composeNetworkText(network)}</Fact>
          <Fact name="External to">{externalTo(topology, network).join(', ')}</Fact>
          <Fact name="Created">{detail.value?.created && dateText(detail.value.created)}</Fact>
          <Fact name="Id" mono copy={network.nativeId}>
            {network.nativeId.slice(0, 12)}
          </Fact>
        </Facts>
      </Section>
      <NetworkWires network={network} />
      <DetailState detail={detail} />
      <KeyValues what="Options" values={network.options} />
      <KeyValues what="Labels" values={network.labels} />
    </Frame>
  );
}
