'use client';

import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { inspectorId } from '#components/inspector/focus.ts';
import { usePage } from '#components/page-context.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { CreateForm } from '#components/wizard/create-form.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { ConnectForm } from './connect-form.tsx';
import { ConnectManyForm } from './connect-many-form.tsx';
import { DisconnectForm } from './disconnect-form.tsx';
import type { FormProps } from './form-props.ts';
import { PruneForm } from './prune-form.tsx';
import { ReleaseForm } from './release-form.tsx';
import { RemoveForm, removeTitle } from './remove-form.tsx';
import { RepairForm } from './repair-form.tsx';
import { type ActionTarget, membershipNames } from './target.ts';

/**
 * What opened the sheet may be gone with what the sheet did (a disconnected endpoint's row): then the inspector
 * or the table takes the keyboard. The dialog returns the focus only after it has told that it is closed.
 */
function keepFocus(): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const row = document.querySelector<HTMLElement>('[role="grid"] tr[tabindex="0"]');
    (row ?? document.getElementById(inspectorId))?.focus({ preventScroll: true });
  }, 100);
}

/** What the sheet says above and below its title, and what is in it. */
interface SheetContent {
  title: string;
  subtitle?: string | undefined;
  body: ReactNode;
  wide?: boolean;
  /** What has the focus first, if not the button that does it. */
  focus?: RefObject<HTMLElement | null>;
}

/** The sheet that plans and applies an action. */
export function ActionSheet({ target, onClose }: { target: ActionTarget | undefined; onClose(): void }) {
  const { topology } = usePage();
  const submit = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLInputElement>(null);
  // The sheet keeps what it is about while it fades, also when that is gone from the topology by then.
  const [shown, setShown] = useState<{ target: ActionTarget; content: SheetContent }>();
  if (target && shown?.target !== target)
    setShown({ target, content: contentOf(topology, target, { submitRef: submit, onDone: onClose }, first) });
  return (
    <Sheet
      open={target !== undefined}
      onClose={onClose}
      title={shown?.content.title}
      subtitle={shown?.content.subtitle}
      initialFocus={shown?.content.focus ?? submit}
      wide={shown?.content.wide ?? false}
      onClosed={keepFocus}
    >
      {shown?.content.body}
    </Sheet>
  );
}

function contentOf(
  topology: Topology,
  target: ActionTarget,
  form: FormProps,
  first: RefObject<HTMLInputElement | null>,
): SheetContent {
  switch (target.kind) {
    case 'connect': {
      const { networkId, containerIds } = target;
      const names = membershipNames(topology, { networkId, containerId: containerIds[0] ?? '' });
      if (containerIds.length > 1) {
        return {
          title: `Connect ${containerIds.length} containers to ${names.network}`,
          body: <ConnectManyForm {...form} networkId={networkId} containerIds={containerIds} />,
        };
      }
      const about = { networkId, containerId: containerIds[0] ?? '' };
      return {
        title: `Connect ${names.container} to ${names.network}`,
        subtitle: `on ${names.host}`,
        body: <ConnectForm {...form} about={about} names={names} />,
      };
    }
    case 'disconnect': {
      const names = membershipNames(topology, target);
      return {
        title: `Disconnect ${names.container} from ${names.network}`,
        subtitle: `on ${names.host}`,
        body: <DisconnectForm {...form} about={target} names={names} />,
      };
    }
    case 'create-network': {
      const { hostIds, like } = target;
      const model = like === undefined ? undefined : entityOf(topology.networks, like);
      return {
        title: model ? `Create a network like ${model.name}` : 'Create a network',
        wide: true,
        focus: first,
        body: <CreateForm {...form} hostIds={hostIds} like={like} firstRef={first} />,
      };
    }
    case 'remove-network':
      return {
        title: removeTitle(topology, target.networkIds),
        body: <RemoveForm {...form} networkIds={target.networkIds} />,
      };
    case 'prune-networks':
      return { title: 'Prune networks', body: <PruneForm {...form} hostIds={target.hostIds} /> };
    case 'repair': {
      const name = entityOf(topology.containers, target.containerId)?.name ?? target.containerId;
      return {
        title: `Repair ${name}`,
        subtitle: `${target.missing} is gone, so that it can’t start`,
        body: <RepairForm {...form} containerId={target.containerId} missing={target.missing} />,
      };
    }
    case 'release-endpoint': {
      const name = entityOf(topology.endpoints, target.endpointId)?.name ?? 'the endpoint';
      return { title: `Free ${name}`, body: <ReleaseForm {...form} endpointId={target.endpointId} /> };
    }
  }
}
