'use client';

import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { memberName } from '#lib/actions/address-holders.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint } from '#lib/topology/model.ts';

/** Opens the sheet that frees an endpoint whose container is gone; nothing where it is no such endpoint. */
export function ReleaseButton({
  endpoint,
  size = 'normal',
}: {
  endpoint: Endpoint;
  size?: 'normal' | 'small';
}) {
  const { topology, act } = usePage();
  const container = entityOf(topology.containers, endpoint.containerId ?? '');
  if (endpoint.role !== 'container' || container) return null;
  const live = entityOf(topology.hosts, endpoint.hostId)?.status === 'live';
  return (
    <Button
      size={size}
      disabled={!live}
      aria-label={`Free ${memberName(topology, endpoint)}, whose container is gone`}
      onClick={() => act({ kind: 'release-endpoint', endpointId: endpoint.id })}
    >
      Free it…
    </Button>
  );
}
