'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { FailureView } from '#components/actions/failure-view.tsx';
import { SheetForm } from '#components/actions/sheet-form.tsx';
import { type Failure, saveHost } from '#components/api.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import type { Host } from '#lib/topology/model.ts';
import { entryOf, fieldsOf, type HostFieldName, hostFieldErrors, isContent, wayOf } from './host-fields.ts';
import { HostTestView } from './host-test-view.tsx';
import { ProbeFields } from './probe-fields.tsx';
import { useHostTest } from './use-host-test.ts';
import { WayFields } from './way-fields.tsx';

export interface HostFormProps {
  /** The host to edit; without it one is added. */
  host: Host | undefined;
  /** Somebody came for what may be read of its wires: that part is open. */
  atWires: boolean;
  firstRef: RefObject<HTMLInputElement | null>;
  helperRef: RefObject<HTMLSelectElement | null>;
  submitRef: RefObject<HTMLButtonElement | null>;
  onSaved(host: Host): void;
}

/** Adds or edits a host: its name, its URL, what its way needs, a test of it, the button. What was typed stays until it is saved. */
export function HostForm({ host, atWires, firstRef, helperRef, submitRef, onSaved }: HostFormProps) {
  const [fields, setFields] = useState(() => fieldsOf(host));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [pasted, setPasted] = useState<HostFieldName>();
  const testing = useHostTest();
  const box = useRef<HTMLDivElement>(null);
  // Each when it comes: that one of them goes must not take the focus from where somebody types.
  useEffect(() => {
    if (failure) focusInvalid(box.current);
  }, [failure]);
  useEffect(() => {
    if (testing.failure) focusInvalid(box.current);
  }, [testing.failure]);

  const way = wayOf(fields);
  const saving = hostFieldErrors(failure?.fields ?? {}, way);
  const tested = hostFieldErrors(faultsOfTest(testing.failure), way);
  const errors = { ...tested.errors, ...saving.errors, ...(pasted ? { [pasted]: contentGiven } : {}) };
  const told = (shown: typeof saving) => Object.keys(shown.errors).length > 0 && shown.rest.length === 0;

  const set = (field: HostFieldName) => (value: string) => {
    setFailure(undefined);
    const isPath = field !== 'name' && field !== 'url';
    if (isPath && isContent(value)) {
      setPasted(field);
      return;
    }
    setPasted(undefined);
    if (field !== 'name') testing.forget();
    setFields((last) => ({ ...last, [field]: value }));
  };
  const chooseTls = (tls: boolean) => {
    setFailure(undefined);
    testing.forget();
    setFields((last) => ({ ...last, tls }));
  };
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    const reply = await saveHost(entryOf(fields), host?.id);
    setBusy(false);
    if (reply.ok) onSaved(reply.value);
    else setFailure(reply.failure);
  };
  const test = () => {
    if (pasted) return focusInvalid(box.current);
    setFailure(undefined);
    const { name: _, ...rest } = entryOf(fields);
    testing.run({ ...(host ? { id: host.id } : {}), ...rest });
  };

  return (
    <SheetForm
      verb={host ? 'Save' : 'Add host'}
      busyVerb="Saving…"
      busy={busy}
      ready={pasted === undefined}
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
          error={errors.name}
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
          error={errors.url}
        />
        <WayFields way={way} fields={fields} errors={errors} set={set} onTls={chooseTls} />
        <ProbeFields
          fields={fields}
          errors={errors}
          set={set}
          open={atWires || fields.helper !== '' || fields.local !== ''}
          helperRef={helperRef}
        />
      </div>
      <div>
        <Button aria-disabled={testing.busy} onClick={() => !testing.busy && test()}>
          {testing.busy ? 'Testing…' : 'Test'}
        </Button>
      </div>
      <HostTestView testing={testing} told={told(tested)} />
      {failure && !told(saving) && <FailureView message={failure.message} engine={failure.engine} />}
    </SheetForm>
  );
}

function focusInvalid(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

const contentGiven =
  'This is what is in a file. Give the file’s path on the machine that Patchbay runs on; nothing of it was kept or sent.';

/** What a test says of each field. Of a key that is not known, more is told below. */
function faultsOfTest(failure: Failure | undefined): Record<string, string> {
  if (!failure?.hostKey) return failure?.fields ?? {};
  const message =
    'This host is not among the known ones, so Patchbay does not log in there. Compare its key as told below, add it, and test again.';
  return Object.fromEntries(Object.keys(failure.fields).map((name) => [name, message]));
}
