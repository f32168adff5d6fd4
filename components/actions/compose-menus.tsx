'use client';

import { usePage } from '#components/page-context.tsx';
import { composeGroup } from '#lib/topology/compose-group.ts';
import type { Container } from '#lib/topology/model.ts';
import { ConnectManyMenu } from './connect-many-menu.tsx';

/** Container → connect all of its Compose service or project on this host, where that is more than itself. */
export function ComposeMenus({ container: { hostId, compose } }: { container: Container }) {
  const { topology } = usePage();
  if (!compose) return null;
  const { project, service } = compose;
  const ofService = composeGroup(topology, hostId, { project, service }).map(({ id }) => id);
  const ofProject = composeGroup(topology, hostId, { project }).map(({ id }) => id);
  return (
    <>
      {ofService.length > 1 && (
        <ConnectManyMenu
          containerIds={ofService}
          text="Connect the service…"
          label={`Connect the service ${service}, ${ofService.length} containers, to a network`}
        />
      )}
      {ofProject.length > ofService.length && (
        <ConnectManyMenu
          containerIds={ofProject}
          text="Connect the project…"
          label={`Connect the project ${project}, ${ofProject.length} containers, to a network`}
        />
      )}
    </>
  );
}
