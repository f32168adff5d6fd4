'use client';

import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Container } from '#lib/topology/model.ts';

/** Opens the sheet that gives a container another network in place of one that is gone. */
export function RepairButton({ container, missing }: { container: Container; missing: string }) {
  const { topology, act } = usePage();
  const host = entityOf(topology.hosts, container.hostId);
  const live = host?.status === 'live';
  return (
    <Button
      size="small"
      disabled={!live}
      title={live ? undefined : host?.reason}
      aria-label={`Repair ${container.name}: replace ${missing}`}
      onClick={() => act({ kind: 'repair', containerId: container.id, missing })}
    >
      Repair…
    </Button>
  );
}
