'use client';

import { DisconnectButton } from '#components/actions/disconnect-button.tsx';
import type { Container, Endpoint } from '#lib/topology/model.ts';
import type { ContainerDetail } from '#lib/wire/detail.ts';
import { EndpointFacts } from './endpoint-facts.tsx';
import { NetworkLink } from './links.tsx';
import { ThingLink } from './thing-link.tsx';

/** The networks a container is on, and what it has on each. */
export function ContainerEndpoints({
  container,
  endpoints,
  detail,
}: {
  container: Container;
  endpoints: readonly Endpoint[];
  detail: ContainerDetail | undefined;
}) {
  if (endpoints.length === 0) {
    const rides = container.networkMode.startsWith('container:');
    return (
      <p className="text-muted">
        {rides
          ? 'None of its own: it is where the container is whose sandbox it shares.'
          : 'It is on no network.'}
      </p>
    );
  }
  return (
    <ul className="grid gap-3">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id}>
          <div className="mb-1 flex items-center gap-2">
            <span className="min-w-0 flex-1 font-medium">
              <NetworkLink id={endpoint.networkId} />
            </span>
            <span className="text-2xs text-muted">
              <ThingLink to={{ kind: 'endpoint', id: endpoint.id }}>endpoint</ThingLink>
            </span>
            <DisconnectButton endpoint={endpoint} small />
          </div>
          <EndpointFacts
            endpoint={endpoint}
            detail={detail?.endpoints.find((each) => each.networkId === endpoint.networkId)}
            brief
          />
        </li>
      ))}
    </ul>
  );
}
