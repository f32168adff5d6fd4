'use client';

import { usePage } from '#components/page-context.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { Editor } from './editor.ts';

/** The config networks that all of these hosts have, by name. */
function configNames(topology: Topology, hostIds: readonly string[]): string[] {
  const perHost = hostIds.map((id) =>
    indexOf(topology)
      .networksOfHost(id)
      .filter(({ configOnly }) => configOnly)
      .map(({ name }) => name),
  );
  const [first = [], ...others] = perHost;
  return first.filter((name) => others.every((names) => names.includes(name)));
}

const fresh = ' new';

/** Which config network the network is made from: one that the hosts have, or one that is made before it. */
export function ConfigFromField({ editor, none = false }: { editor: Editor; none?: boolean }) {
  const { topology } = usePage();
  const { fields, change, fault } = editor;
  const { configFrom } = fields.spec;
  const names = configNames(topology, fields.hostIds);
  const isNew = configFrom !== '' && (fields.makeConfigs || !names.includes(configFrom));
  const set = (name: string, makeConfigs: boolean) =>
    change((last) => ({ ...last, makeConfigs, spec: { ...last.spec, configFrom: name } }));
  const error = fault('spec.configFrom');
  return (
    <div className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-3 gap-y-2 max-sm:grid-cols-[minmax(0,1fr)]">
      <Select
        label="Made from the config network"
        value={isNew ? fresh : configFrom}
        onChange={(name) => {
          if (name === fresh) set(`${fields.spec.name.trim() || 'lan'}-config`, true);
          else set(name, false);
        }}
        options={[
          ...(none ? [{ value: '', text: 'none' }] : []),
          { value: fresh, text: 'a new one, made before' },
          ...names.map((name) => ({ value: name, text: name })),
        ]}
        error={isNew ? undefined : error}
      />
      {isNew && (
        <Field
          label="Its name"
          name="spec.configFrom"
          value={configFrom}
          onChange={(name) => set(name, true)}
          hint="the same on each host"
          error={error}
        />
      )}
    </div>
  );
}
