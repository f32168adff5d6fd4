'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { FailureView } from '#components/actions/failure-view.tsx';
import { SheetForm } from '#components/actions/sheet-form.tsx';
import { type Failure, saveHost } from '#components/api.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import type { Host } from '#lib/topology/model.ts';
import { HostTestView } from './host-test-view.tsx';
import { UrlExamples } from './url-examples.tsx';
import { useHostTest } from './use-host-test.ts';

export interface HostFormProps {
  /** The host to edit; without it one is added. */
  host: Host | undefined;
  firstRef: RefObject<HTMLInputElement | null>;
  submitRef: RefObject<HTMLButtonElement | null>;
  onSaved(host: Host): void;
}

/** Adds or edits a host: its name, its URL, a test of it, the button. What was typed stays until it is saved. */
export function HostForm({ host, firstRef, submitRef, onSaved }: HostFormProps) {
  const [fields, setFields] = useState({ name: host?.name ?? '', url: host?.url ?? '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const testing = useHostTest();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);

  const { name: nameFault, url: urlFault, ...otherFaults } = failure?.fields ?? {};
  const told = (nameFault ?? urlFault) !== undefined && Object.keys(otherFaults).length === 0;
  const set = (field: 'name' | 'url') => (value: string) => {
    setFailure(undefined);
    if (field === 'url') testing.forget();
    setFields((last) => ({ ...last, [field]: value }));
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    const reply = await saveHost(fields, host?.id);
    setBusy(false);
    if (reply.ok) onSaved(reply.value);
    else setFailure(reply.failure);
  };
  const test = () => {
    testing.run({ ...(host ? { id: host.id } : {}), url: fields.url });
  };

  return (
    <SheetForm
      verb={host ? 'Save' : 'Add host'}
      busyVerb="Saving…"
      busy={busy}
      ready
      submitRef={submitRef}
      onSubmit={() => void save()}
    >
      <div ref={box} className="grid gap-3">
        <Field
          label="Name"
          name="name"
          inputRef={firstRef}
          value={fields.name}
          onChange={set('name')}
          placeholder="web-1"
          hint="as it is to be called here"
          error={nameFault}
        />
        <Field
          label="URL"
          name="url"
          value={fields.url}
          onChange={set('url')}
          placeholder="unix:///var/run/docker.sock"
          hint={
            host && fields.url.trim() !== host.url
              ? 'With another URL the host is read anew.'
              : 'where its engine listens'
          }
          error={urlFault}
        />
        <UrlExamples />
      </div>
      <div>
        <Button aria-disabled={testing.busy} onClick={() => !testing.busy && test()}>
          {testing.busy ? 'Testing…' : 'Test'}
        </Button>
      </div>
      <HostTestView testing={testing} />
      {failure && !told && <FailureView message={failure.message} engine={failure.engine} />}
    </SheetForm>
  );
}
