'use client';

import { usePage } from '#components/page-context.tsx';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { memberName } from '#lib/actions/address-holders.ts';
import { isHostNetwork } from '#lib/actions/network-kind.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Endpoint } from '#lib/topology/model.ts';

export interface DisconnectButtonProps {
  endpoint: Endpoint;
  look?: ButtonProps['look'];
  size?: 'normal' | 'small';
  tabIndex?: number;
}

/** Opens the sheet that disconnects; nothing where the endpoint is no container's, or is the host's own network. */
export function DisconnectButton({
  endpoint,
  look = 'quiet',
  size = 'normal',
  tabIndex = 0,
}: DisconnectButtonProps) {
  const { topology, act } = usePage();
  const { containerId, networkId } = endpoint;
  const network = entityOf(topology.networks, networkId);
  if (containerId === undefined || endpoint.role !== 'container' || !network || isHostNetwork(network)) {
    return null;
  }
  const host = entityOf(topology.hosts, endpoint.hostId);
  const live = host?.status === 'live';
  return (
    <Button
      disabled={!live}
      title={live ? undefined : host?.reason}
      look={look}
      size={size}
      tabIndex={tabIndex}
      aria-label={`Disconnect ${memberName(topology, endpoint)} from ${network.name}`}
      onClick={() => act({ kind: 'disconnect', containerId, networkId })}
    >
      Disconnect…
    </Button>
  );
}
