'use client';

import type { RefObject } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';
import { ConfigCards } from './config-cards.tsx';
import { ConfigFromField } from './config-from-field.tsx';
import { type Editor, ownSpec, type SpecEditor } from './editor.ts';
import { OptionList } from './option-list.tsx';
import { PairList } from './pair-list.tsx';
import { ParentField } from './parent-field.tsx';
import { PlacesField } from './places-field.tsx';
import type { SpecFields, Tri } from './spec-fields.ts';
import { SubnetList } from './subnet-list.tsx';
import { wantsSwarm } from './wizard-fields.ts';

export interface ExpertFormProps {
  editor: Editor;
  interfaces: ReadonlyMap<string, HostInterfaces>;
  nameRef: RefObject<HTMLInputElement | null>;
}

/** Every field of the engine's create call. */
export function ExpertForm({ editor, interfaces, nameRef }: ExpertFormProps) {
  const { topology } = usePage();
  const { fields, fault } = editor;
  const { spec } = fields;
  const own = ownSpec(editor);
  const set = (change: Partial<SpecFields>) => own.change((last) => ({ ...last, ...change }));
  const made = spec.configFrom !== '' && !spec.configOnly;
  const onLan = spec.driver === 'macvlan' || spec.driver === 'ipvlan';
  return (
    <>
      <div className={pair}>
        <Field
          inputRef={nameRef}
          label="Name"
          name="spec.name"
          value={spec.name}
          onChange={(name) => set({ name })}
          error={fault('spec.name')}
        />
        <Select
          label="Driver"
          value={spec.driver}
          onChange={(driver) => set({ driver })}
          options={driversOf(topology, fields.hostIds, spec.driver).map((driver) => ({
            value: driver,
            text: driver,
          }))}
          hint={
            spec.configOnly ? 'A config network has none; its options are judged by this one.' : undefined
          }
          error={fault('spec.driver')}
        />
      </div>
      <PlacesField editor={editor} forSwarm={!made && wantsSwarm(spec)} />
      <Ticks editor={own} />
      <div className={pair}>
        <Select
          label="Scope"
          value={spec.scope}
          onChange={(scope) => set({ scope: scopes.find((each) => each === scope) ?? '' })}
          options={scopes.map((scope) => ({ value: scope, text: scope || 'the driver’s own' }))}
          error={fault('spec.scope')}
        />
        <div className={pair}>
          <TriSelect
            label="IPv4"
            value={spec.ipv4}
            onChange={(ipv4) => set({ ipv4 })}
            error={fault('spec.ipv4')}
          />
          <TriSelect
            label="IPv6"
            value={spec.ipv6}
            onChange={(ipv6) => set({ ipv6 })}
            error={fault('spec.ipv6')}
          />
        </div>
      </div>
      {!spec.configOnly && <ConfigFromField editor={editor} none />}
      {made && <ConfigCards editor={editor} interfaces={interfaces} full />}
      {onLan && !made && <ParentField editor={own} of={interfaces.get(fields.hostIds[0] ?? '')} />}
      <SubnetList editor={own} />
      <OptionList editor={own} />
      <PairList
        legend="Labels"
        what="label"
        pairs={spec.labels}
        onChange={(labels) => set({ labels })}
        path="spec.labels"
        fault={fault}
      />
      <Disclosure
        summary="Address management (IPAM) by a plugin"
        open={spec.ipamDriver !== '' || spec.ipamOptions.length > 0}
      >
        <div className="grid gap-2">
          <Field
            label="IPAM driver"
            name="spec.ipamDriver"
            value={spec.ipamDriver}
            onChange={(ipamDriver) => set({ ipamDriver })}
            placeholder="default"
            error={fault('spec.ipamDriver')}
          />
          <PairList
            legend="IPAM options"
            what="IPAM option"
            pairs={spec.ipamOptions}
            onChange={(ipamOptions) => set({ ipamOptions })}
            path="spec.ipamOptions"
            fault={fault}
          />
        </div>
      </Disclosure>
    </>
  );
}

const pair = 'grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-2';

const scopes = ['', 'local', 'swarm', 'global'] as const;

function Ticks({ editor: { spec, change, fault } }: { editor: SpecEditor }) {
  const tick = (name: 'internal' | 'attachable' | 'ingress' | 'configOnly', label: string, hint: string) => (
    <Choice
      key={name}
      label={label}
      hint={fault(`spec.${name}`) ?? hint}
      checked={spec[name]}
      onChange={(checked) => change((last) => ({ ...last, [name]: checked }))}
    />
  );
  return (
    <fieldset className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-2 max-sm:grid-cols-[minmax(0,1fr)]">
      <legend className="sr-only">Kind</legend>
      {tick('internal', 'Internal', 'No way out, and no published ports.')}
      {tick('attachable', 'Attachable', 'Containers that are no service’s may join a swarm’s network.')}
      {tick('ingress', 'Ingress', 'The swarm’s routing mesh: it carries published ports. There is one.')}
      {tick('configOnly', 'Config only', 'Nobody joins it: others are made from it.')}
    </fieldset>
  );
}

function TriSelect({
  onChange,
  ...rest
}: {
  label: string;
  value: Tri;
  onChange(value: Tri): void;
  error: string | undefined;
}) {
  const values = ['', 'on', 'off'] as const;
  return (
    <Select
      {...rest}
      onChange={(text) => onChange(values.find((each) => each === text) ?? '')}
      options={values.map((value) => ({ value, text: value || 'as usual' }))}
    />
  );
}

/** The drivers that the chosen hosts tell of, and the one that is chosen. */
function driversOf(topology: Topology, hostIds: readonly string[], current: string): string[] {
  const told = hostIds.flatMap((id) => entityOf(topology.hosts, id)?.drivers ?? []);
  const all = new Set([...told, current].filter((driver) => driver !== 'host' && driver !== 'null'));
  return [...all].sort();
}
