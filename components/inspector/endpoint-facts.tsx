import { usePage } from '#components/page-context.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { wireText } from '#components/words/wires.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint } from '#lib/topology/model.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { addressText } from './address-text.ts';

export interface EndpointFactsProps {
  endpoint: Endpoint;
  /** What was read of it on demand, where it was. */
  detail: ContainerDetail['endpoints'][number] | undefined;
  /** Only what a reader of its container asks for. */
  brief?: boolean;
}

/** What an endpoint has: addresses, names; its wire in a line where there is no section for it. */
export function EndpointFacts({ endpoint, detail, brief = false }: EndpointFactsProps) {
  const ipv4 = detail?.ipv4 ?? endpoint.ipv4;
  const ipv6 = detail?.ipv6 ?? endpoint.ipv6;
  const gateway = detail?.gateway ?? endpoint.gateway;
  const mac = detail?.mac ?? endpoint.mac;
  const aliases = detail?.aliases ?? endpoint.aliases ?? [];
  // In a swarm the engine itself writes down each address as if it had been asked for.
  const ownChoice = entityOf(usePage().topology.networks, endpoint.networkId)?.scope === 'local';
  return (
    <Facts>
      <Fact name="IPv4" mono copy={ipv4}>
        {ipv4 && (
          <>
            {addressText(ipv4, detail?.ipv4Prefix, ownChoice ? detail?.fixedIpv4 : undefined)}
            {!endpoint.attached && <Unheld />}
          </>
        )}
      </Fact>
      <Fact name="IPv6" mono copy={ipv6}>
        {ipv6 && (
          <>
            {addressText(ipv6, detail?.ipv6Prefix, ownChoice ? detail?.fixedIpv6 : undefined)}
            {!endpoint.attached && <Unheld />}
          </>
        )}
      </Fact>
      {!endpoint.attached && !ipv4 && !ipv6 && <Fact name="Address">none while it is stopped</Fact>}
      {!endpoint.attached && !ipv4 && !ipv6 && (
        <Fact name="Asked for" mono>
          {[detail?.fixedIpv4, detail?.fixedIpv6].filter(Boolean).join(', ')}
        </Fact>
      )}
      <Fact name="Aliases" mono copy={aliases.join(' ')}>
        {aliases.join(', ')}
      </Fact>
      <Fact name="DNS names" mono>
        {detail?.dnsNames.join(', ')}
      </Fact>
      {!brief && (
        <>
          <Fact name="Gateway" mono copy={gateway}>
            {gateway}
          </Fact>
          <Fact name="MAC" mono copy={mac}>
            {mac}
          </Fact>
        </>
      )}
      {brief && (
        <Fact name="Wire" mono>
          {wireText(endpoint)}
        </Fact>
      )}
    </Facts>
  );
}

/** A stopped container's address is only remembered: another may take it. */
function Unheld() {
  return <span className="font-sans text-muted"> · not held while stopped</span>;
}
