import type { RefObject } from 'react';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { type HostFieldName, type HostFields, usesHelper } from './host-fields.ts';

export interface ProbeFieldsProps {
  fields: HostFields;
  errors: Partial<Record<HostFieldName, string>>;
  set(name: HostFieldName): (value: string) => void;
  /** Whether they show at first. */
  open: boolean;
  /** The choice that most come for. */
  helperRef: RefObject<HTMLSelectElement | null>;
}

const directly = [
  { value: '', text: 'As the configuration says, or yes' },
  { value: 'yes', text: 'Yes, where Patchbay runs on the same machine' },
  { value: 'no', text: 'No' },
];

const helpers = [
  { value: '', text: 'As the configuration says, or none' },
  { value: 'off', text: 'None' },
  { value: 'one-shot', text: 'One for each read, removed right after it' },
  { value: 'standing', text: 'One that stays while Patchbay reads this host' },
];

const meanings: Record<string, string> = {
  '': 'Nothing is started on a host unless somebody says so, here or in the configuration.',
  off: 'Nothing is started on this host.',
  'one-shot': 'About half a second for each read, so it is read about once a minute, sooner after a change.',
  standing: 'Read sooner and more often. It is removed with the host, and when Patchbay ends.',
};

/** How a host's wires may be read: what its owner allows, in words that say what it means. */
export function ProbeFields({ fields, errors, set, open, helperRef }: ProbeFieldsProps) {
  const faulty = errors.local !== undefined || errors.helper !== undefined || errors.image !== undefined;
  return (
    <Disclosure summary="Wires: interfaces, veth pairs, bridges, tunnels" open={open} reveal={faulty}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3" data-testid="probe-fields">
        <p className="text-xs text-muted">
          An engine tells nothing of these: they are in its host’s kernel. Patchbay can read them there, in
          one of two ways, and changes nothing.
        </p>
        <Select
          label="Straight from the kernel"
          value={fields.local}
          onChange={set('local')}
          options={directly}
          hint="Nothing is started. It works where Patchbay and the engine share a kernel, and Patchbay may look into it (as root)."
          error={errors.local}
        />
        <Select
          label="By a helper container"
          value={fields.helper}
          onChange={set('helper')}
          options={helpers}
          hint={meanings[fields.helper]}
          error={errors.helper}
          selectRef={helperRef}
        />
        {usesHelper(fields) && <WhatAHelperIs />}
        {(usesHelper(fields) || fields.image !== '' || errors.image !== undefined) && (
          <Field
            label="Image of the helper"
            name="image"
            value={fields.image}
            onChange={set('image')}
            placeholder="busybox"
            hint="any that has busybox in it; it must be on the host already, as Patchbay pulls nothing"
            error={errors.image}
          />
        )}
      </div>
    </Disclosure>
  );
}

function WhatAHelperIs() {
  return (
    <ul className="grid list-disc gap-1 pl-4 text-xs text-muted">
      <li>
        A container of Patchbay’s on this host, called patchbay-probe-… and labelled patchbay.helper. The
        picture leaves it out; docker ps shows it.
      </li>
      <li>
        It stands in the host’s own network and among its processes, with the capabilities SYS_ADMIN,
        SYS_CHROOT and SYS_PTRACE and no other. That is nearly root on the host: allow it where you may be
        root.
      </li>
      <li>It runs one script, which prints what the kernel has. It sends nothing and changes nothing.</li>
      <li>
        It is always removed. If Patchbay is killed before it could, the helper ends by itself within minutes,
        and is removed when Patchbay is started again.
      </li>
    </ul>
  );
}
