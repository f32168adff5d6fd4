'use client';

import { DisconnectButton } from '#components/actions/disconnect-button.tsx';
import { ReleaseButton } from '#components/actions/release-button.tsx';
import { usePage } from '#components/page-context.tsx';
import { memberName } from '#lib/actions/address-holders.ts';
import type { Endpoint, Network } from '#lib/topology/model.ts';
import { ContainerLink, HostLink } from './links.tsx';
import { ThingLink } from './thing-link.tsx';

const byName = new Intl.Collator('en', { numeric: true });

/** What a member is that is no container. */
const roleWord: Record<Endpoint['role'], string> = {
  container: '',
  gateway: 'gateway',
  'load-balancer': 'load balancer',
  remote: 'on another host',
};

/** The members of a network, host by host, with their addresses. */
export function NetworkMembers({ network, endpoints }: { network: Network; endpoints: readonly Endpoint[] }) {
  const { topology } = usePage();
  if (endpoints.length === 0) return <p className="text-muted">No container is on it.</p>;
  const hostIds = [...new Set(endpoints.map((endpoint) => endpoint.hostId))].sort();
  return (
    <div className="grid grid-cols-1 gap-2.5">
      {hostIds.map((hostId) => (
        <div key={hostId}>
          {network.hostIds.length > 1 && (
            <p className="mb-0.5 text-xs text-muted">
              <HostLink id={hostId} />
            </p>
          )}
          <ul className="grid grid-cols-1 gap-1">
            {endpoints
              .filter((endpoint) => endpoint.hostId === hostId)
              .sort((a, b) => byName.compare(memberName(topology, a), memberName(topology, b)))
              .map((endpoint) => (
                <Member key={endpoint.id} endpoint={endpoint} />
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Member({ endpoint }: { endpoint: Endpoint }) {
  const { topology } = usePage();
  const addresses = [endpoint.ipv4, endpoint.ipv6].filter((address) => address !== undefined);
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1">
        {endpoint.containerId ? (
          <ContainerLink id={endpoint.containerId} />
        ) : (
          <span className="text-muted">
            {memberName(topology, endpoint)} <span className="text-xs">{roleWord[endpoint.role]}</span>
          </span>
        )}
      </span>
      <span className="max-w-3/5 font-mono text-xs">
        <ThingLink to={{ kind: 'endpoint', id: endpoint.id }}>
          {!endpoint.attached && 'stopped'}
          {endpoint.attached && addresses.length === 0 && 'endpoint'}
          {endpoint.attached &&
            addresses.map((address) => (
              <span key={address} className="block text-right">
                {address}
              </span>
            ))}
        </ThingLink>
      </span>
      <DisconnectButton endpoint={endpoint} size="small" />
      <ReleaseButton endpoint={endpoint} size="small" />
    </li>
  );
}
