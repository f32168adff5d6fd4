'use client';

import { useEffect, useRef, useState } from 'react';
import { usePage, useSelection } from '#components/page-context.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useToasts } from '#components/ui/toast.tsx';
import type { Host } from '#lib/topology/model.ts';
import { keepFocus } from './focus-hosts.ts';
import { HostForm } from './host-form.tsx';
import { HostRemoveForm } from './host-remove-form.tsx';
import type { HostTarget } from './host-target.ts';
import { HostTestForm } from './host-test-form.tsx';

const readTime = 8_000;

/** The sheet that adds, edits, tests or removes a host. */
export function HostSheet({ target, onClose }: { target: HostTarget | undefined; onClose(): void }) {
  const { topology, select } = usePage();
  const selection = useSelection();
  const { add } = useToasts();
  const first = useRef<HTMLInputElement>(null);
  const helper = useRef<HTMLSelectElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  // The sheet keeps what it is about while it fades; the number makes each opening a form of its own.
  const [shown, setShown] = useState<{ target: HostTarget; opening: number }>();
  if (target && shown?.target !== target) setShown({ target, opening: (shown?.opening ?? 0) + 1 });

  // The answer can be here before the push that brings the host: it is selected when it is there.
  const [awaited, setAwaited] = useState<string>();
  useEffect(() => {
    if (awaited === undefined || !Object.hasOwn(topology.hosts, awaited)) return;
    setAwaited(undefined);
    select({ kind: 'host', id: awaited });
  }, [awaited, topology, select]);

  const say = (title: string) => add({ type: 'done', title, timeout: readTime });
  const saved = (host: Host) => {
    say(shown?.target.kind === 'add' ? `${host.name} is added` : `${host.name} is saved`);
    setAwaited(host.id);
    onClose();
  };
  const removed = (host: Host) => {
    say(`${host.name} is removed`);
    if (selection?.kind === 'host' && selection.id === host.id) select(undefined);
    onClose();
  };

  const { kind } = shown?.target ?? { kind: 'add' };
  const host = shown && shown.target.kind !== 'add' ? shown.target.host : undefined;
  const atWires = shown?.target.kind === 'edit' && shown.target.at === 'wires';
  return (
    <Sheet
      open={target !== undefined}
      onClose={onClose}
      title={host ? `${verbs[kind]} ${host.name}` : verbs[kind]}
      subtitle={host?.url}
      initialFocus={atWires ? helper : kind === 'add' || kind === 'edit' ? first : submit}
      onClosed={keepFocus}
    >
      {(kind === 'add' || kind === 'edit') && (
        <HostForm
          key={shown?.opening}
          host={host}
          atWires={atWires}
          firstRef={first}
          helperRef={helper}
          submitRef={submit}
          onSaved={saved}
        />
      )}
      {kind === 'test' && host && <HostTestForm key={shown?.opening} host={host} submitRef={submit} />}
      {kind === 'remove' && host && (
        <HostRemoveForm key={shown?.opening} host={host} submitRef={submit} onRemoved={() => removed(host)} />
      )}
    </Sheet>
  );
}

const verbs: Record<HostTarget['kind'], string> = {
  add: 'Add host',
  edit: 'Edit',
  test: 'Test',
  remove: 'Remove',
};
