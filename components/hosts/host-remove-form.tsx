'use client';

import { type RefObject, useState } from 'react';
import { FailureView } from '#components/actions/failure-view.tsx';
import { SheetForm } from '#components/actions/sheet-form.tsx';
import { type Failure, removeHost } from '#components/api.ts';
import { usePage } from '#components/page-context.tsx';
import { count } from '#components/words/counts.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Host } from '#lib/topology/model.ts';

/** Asks whether a host is to be forgotten, and says what that does and what it does not. */
export function HostRemoveForm({
  host,
  submitRef,
  onRemoved,
}: {
  host: Host;
  submitRef: RefObject<HTMLButtonElement | null>;
  onRemoved(): void;
}) {
  const { topology } = usePage();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const index = indexOf(topology);
  const containers = index.containersOfHost(host.id).length;
  const networks = index.networksOfHost(host.id).length;
  const remove = async () => {
    setBusy(true);
    setFailure(undefined);
    const reply = await removeHost(host.id);
    setBusy(false);
    // Somebody else may have been quicker.
    if (reply.ok || reply.failure.code === 'unknown-host') onRemoved();
    else setFailure(reply.failure);
  };
  return (
    <SheetForm
      verb="Remove"
      busyVerb="Removing…"
      busy={busy}
      ready
      submitRef={submitRef}
      onSubmit={() => void remove()}
    >
      <p>
        Patchbay stops reading {host.name} and forgets its URL. Its {count(containers, 'container')} and{' '}
        {count(networks, 'network')} leave the picture.
      </p>
      <p className="text-muted">
        Nothing is changed on the host itself: everything on it goes on as it is, and you can add it again.
      </p>
      {failure && <FailureView message={failure.message} engine={failure.engine} />}
    </SheetForm>
  );
}
