'use client';

import { usePage } from '#components/page-context.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import { CandidateMenu, type MenuButtonProps } from './candidate-menu.tsx';
import { containersFor } from './candidates.ts';

/** Network → Connect…: the containers it could take. */
export function JoinMenu({ networkId, ...button }: MenuButtonProps & { networkId: string }) {
  const { topology, act } = usePage();
  const name = entityOf(topology.networks, networkId)?.name ?? 'the network';
  return (
    <CandidateMenu
      {...button}
      text="Connect…"
      label={`Connect a container to ${name}`}
      candidates={() => containersFor(topology, networkId)}
      none="There is no other container."
      show={(container) => (
        <span className="flex items-center gap-2">
          <span className="truncate">{container.name}</span>
          <span className="ml-auto shrink-0 text-2xs text-muted">
            {entityOf(topology.hosts, container.hostId)?.name}
          </span>
        </span>
      )}
      onPick={(container) => act({ kind: 'connect', networkId, containerIds: [container.id] })}
    />
  );
}
