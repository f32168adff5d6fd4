'use client';

import { type RefObject, useEffect } from 'react';
import { SheetForm } from '#components/actions/sheet-form.tsx';
import type { Host } from '#lib/topology/model.ts';
import { HostTestView } from './host-test-view.tsx';
import { useHostTest } from './use-host-test.ts';

/** Tests a host as it is; the first time without being asked. */
export function HostTestForm({
  host: { id },
  submitRef,
}: {
  host: Host;
  submitRef: RefObject<HTMLButtonElement | null>;
}) {
  const testing = useHostTest();
  const { run } = testing;
  useEffect(() => run({ id }), [run, id]);
  return (
    <SheetForm
      verb="Test again"
      busyVerb="Testing…"
      busy={testing.busy}
      ready
      leave="Close"
      submitRef={submitRef}
      onSubmit={() => run({ id })}
    >
      <HostTestView testing={testing} />
    </SheetForm>
  );
}
