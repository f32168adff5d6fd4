'use client';

import { DisconnectButton } from '#components/actions/disconnect-button.tsx';
import { usePage } from '#components/page-context.tsx';
import { isExternal } from '#components/words/compose.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import { indexOf } from '#lib/topology/index-of.ts';
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
    return container.networkMode.startsWith('container:') ? (
      <Borrowed container={container} />
    ) : (
      <p className="text-muted">It is on no network.</p>
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
            <DisconnectButton endpoint={endpoint} size="small" />
          </div>
          <External container={container} endpoint={endpoint} />
          {endpoint.role === 'gateway' && (
            <p className="text-xs text-muted">Docker’s own: its way out, as overlays have none.</p>
          )}
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

/** Says that a network is none of the container's Compose project: taking the project down leaves it. */
function External({ container, endpoint }: { container: Container; endpoint: Endpoint }) {
  const network = entityOf(usePage().topology.networks, endpoint.networkId);
  if (!network || !isExternal(container, network)) return null;
  return <p className="text-xs text-muted">External to the Compose project {container.compose?.project}.</p>;
}

/** Where a container is that rides on another's network stack. */
function Borrowed({ container }: { container: Container }) {
  const { topology } = usePage();
  const endpoints = indexOf(topology)
    .endpointsOfHost(container.hostId)
    .filter((endpoint) => endpoint.sandboxId === container.sandboxId);
  return (
    <>
      <p className="text-muted">
        None of its own. {endpoints.length > 0 && 'With the container it rides on it is on these:'}
      </p>
      <ul className="mt-1 grid gap-1">
        {endpoints.map((endpoint) => (
          <li key={endpoint.id} className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1">
              <NetworkLink id={endpoint.networkId} />
            </span>
            <span className="font-mono text-xs">
              <ThingLink to={{ kind: 'endpoint', id: endpoint.id }}>
                {endpoint.ipv4 ?? endpoint.ipv6 ?? 'endpoint'}
              </ThingLink>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
