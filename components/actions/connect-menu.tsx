'use client';

import { usePage } from '#components/page-context.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import { CandidateMenu, type MenuButtonProps } from './candidate-menu.tsx';
import { networksFor } from './candidates.ts';
import { NetworkItem } from './network-item.tsx';

/** Container → Connect…: the networks it could join. */
export function ConnectMenu({ containerId, ...button }: MenuButtonProps & { containerId: string }) {
  const { topology, act } = usePage();
  const name = entityOf(topology.containers, containerId)?.name ?? 'the container';
  return (
    <CandidateMenu
      {...button}
      text="Connect…"
      label={`Connect ${name} to a network`}
      candidates={() => networksFor(topology, containerId)}
      none="It is on every network there is."
      show={(network) => <NetworkItem network={network} />}
      onPick={(network) => act({ kind: 'connect', networkId: network.id, containerIds: [containerId] })}
    />
  );
}
