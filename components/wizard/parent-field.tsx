'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { networkOf } from '#lib/cidr/subnet.ts';
import type { HostInterface, HostInterfaces } from '#lib/wire/interfaces.ts';
import type { SpecEditor } from './editor.ts';
import { optionOf, withOption } from './goals.ts';
import { noSubnet, type SpecFields } from './spec-fields.ts';

const another = ' another';

/** The parent interface: one of the host's own where they can be read, else by name, and why. */
export function ParentField({ editor, of }: { editor: SpecEditor; of: HostInterfaces | undefined }) {
  const { spec, path, change, fault } = editor;
  const value = optionOf(spec, 'parent');
  const [typed, setTyped] = useState(false);
  const error = fault(`${path}.options.parent`);
  const set = (name: string) => change((last) => withOption(last, 'parent', name));
  if (!of?.readable) {
    return (
      <Field
        label="Parent interface"
        name={`${path}.options.parent`}
        value={value}
        onChange={set}
        placeholder="eth0"
        hint={of ? `${of.reason} eth0.10 makes VLAN 10 of eth0.` : 'eth0.10 makes VLAN 10 of eth0.'}
        error={error}
      />
    );
  }
  const listed = of.interfaces.some(({ name }) => name === value);
  const byName = typed || (value !== '' && !listed);
  const chosen = of.interfaces.find(({ name }) => name === value);
  return (
    <div className="grid gap-2">
      <Select
        label="Parent interface"
        value={byName ? another : value}
        onChange={(name) => {
          setTyped(name === another);
          if (name !== another) change((last) => onInterface(last, of.interfaces, name));
        }}
        options={[
          { value: '', text: 'choose…' },
          ...of.interfaces.map((each) => ({ value: each.name, text: textOf(each) })),
          { value: another, text: 'another, or a VLAN of one…' },
        ]}
        hint={
          chosen?.wireless && spec.driver === 'macvlan'
            ? 'Access points let no macvlan through: choose ipvlan for Wi-Fi.'
            : undefined
        }
        error={byName ? undefined : error}
      />
      {byName && (
        <Field
          label="Its name"
          name={`${path}.options.parent`}
          value={value}
          onChange={set}
          placeholder="eth0.10"
          hint="eth0.10 makes VLAN 10 of eth0."
          error={error}
        />
      )}
    </div>
  );
}

function textOf({ name, addresses, up, wireless }: HostInterface): string {
  const facts = [...addresses, ...(wireless ? ['Wi-Fi'] : []), ...(up ? [] : ['down'])];
  return facts.length > 0 ? `${name} (${facts.join(', ')})` : name;
}

/** With a parent chosen its LAN is the subnet, where none was given yet. */
function onInterface(spec: SpecFields, interfaces: readonly HostInterface[], name: string): SpecFields {
  const withParent = withOption(spec, 'parent', name);
  const address = interfaces
    .find((each) => each.name === name)
    ?.addresses.find((each) => !each.includes(':'));
  const lan = address && networkOf(address);
  if (!lan || spec.subnets.some(({ subnet }) => subnet !== '')) return withParent;
  return { ...withParent, subnets: [{ ...(spec.subnets[0] ?? noSubnet), subnet: lan }] };
}
