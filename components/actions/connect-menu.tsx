'use client';

import { usePage } from '#components/page-context.tsx';
import { DriverSwatch } from '#components/words/driver.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import { CandidateMenu, type MenuButtonProps } from './candidate-menu.tsx';
import { networksFor } from './candidates.ts';

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
      show={(network) => (
        <span className="flex items-center gap-2">
          <DriverSwatch driver={network.driver} />
          <span className="truncate">{network.name}</span>
          <span className="ml-auto shrink-0 font-mono text-2xs text-muted">
            {network.ipam.subnets[0]?.subnet ?? network.driver}
          </span>
        </span>
      )}
      onPick={(network) => act({ kind: 'connect', networkId: network.id, containerIds: [containerId] })}
    />
  );
}
