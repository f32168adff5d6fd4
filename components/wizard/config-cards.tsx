'use client';

import { usePage } from '#components/page-context.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';
import { configSpec, type Editor } from './editor.ts';
import { OptionList } from './option-list.tsx';
import { PairList } from './pair-list.tsx';
import { ParentField } from './parent-field.tsx';
import { SubnetInputs, SubnetList } from './subnet-list.tsx';
import { configsOf } from './wizard-fields.ts';

export interface ConfigCardsProps {
  editor: Editor;
  interfaces: ReadonlyMap<string, HostInterfaces>;
  /** All fields rather than those that matter most. */
  full: boolean;
}

/** What each host settles for itself before the network is made of it. */
export function ConfigCards({ editor, interfaces, full }: ConfigCardsProps) {
  const { topology } = usePage();
  return (
    <div className="grid gap-2">
      {configsOf(editor.fields).map(({ hostId }, at) => {
        const own = configSpec(editor, hostId, at);
        if (!own) return null;
        const name = entityOf(topology.hosts, hostId)?.name ?? hostId;
        const wrong = own.fault(`${own.path}.name`);
        return (
          <fieldset key={hostId} className="grid gap-2 rounded-sm border border-line p-2.5 pt-1">
            <legend className="px-1 text-xs">
              {editor.fields.spec.configFrom} on {name}
            </legend>
            {wrong && (
              <p role="alert" className="text-2xs text-bad">
                {wrong}
              </p>
            )}
            {full ? (
              <>
                <SubnetList editor={own} />
                <OptionList editor={own} />
                <PairList
                  legend="Labels"
                  what="label"
                  pairs={own.spec.labels}
                  onChange={(labels) => own.change((last) => ({ ...last, labels }))}
                  path={`${own.path}.labels`}
                  fault={own.fault}
                />
              </>
            ) : (
              <>
                <ParentField editor={own} of={interfaces.get(hostId)} />
                <SubnetInputs editor={own} at={0} />
              </>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
