'use client';

import type { RefObject } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { suggestSubnet } from '#lib/actions/suggest-subnet.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { HostInterfaces } from '#lib/wire/interfaces.ts';
import { ConfigCards } from './config-cards.tsx';
import { ConfigFromField } from './config-from-field.tsx';
import { type Editor, ownSpec } from './editor.ts';
import { GoalChoice } from './goal-choice.tsx';
import { type Goal, hiddenSettings, withDriver } from './goals.ts';
import { placesFor } from './hosts-of.ts';
import { ParentField } from './parent-field.tsx';
import { PlacesField } from './places-field.tsx';
import { noSubnet } from './spec-fields.ts';
import { SubnetInputs } from './subnet-list.tsx';
import { wantsSwarm } from './wizard-fields.ts';

export interface GuidedFormProps {
  editor: Editor;
  goal: Goal | undefined;
  onGoal(goal: Goal): void;
  onExpert(): void;
  interfaces: ReadonlyMap<string, HostInterfaces>;
  firstRef: RefObject<HTMLInputElement | null>;
}

/** From what is wanted to a network: only what matters for that. */
export function GuidedForm({ editor, goal, onGoal, onExpert, interfaces, firstRef }: GuidedFormProps) {
  const { topology } = usePage();
  const { fields, fault } = editor;
  const noSwarm = placesFor(topology, true).length === 0;
  const hidden = hiddenSettings(fields, goal);
  const own = ownSpec(editor);
  const onLan = goal === 'lan' || goal === 'config';
  return (
    <>
      <GoalChoice
        goal={goal}
        onGoal={onGoal}
        firstRef={firstRef}
        shut={noSwarm ? { swarm: 'No host is in a swarm: begin one with docker swarm init.' } : {}}
      />
      <Field
        label="Name"
        name="spec.name"
        value={fields.spec.name}
        onChange={(name) => own.change((last) => ({ ...last, name }))}
        error={fault('spec.name')}
      />
      {/* The configs of a swarm’s network are its hosts’ own: hosts are chosen, not the swarm. */}
      <PlacesField editor={editor} forSwarm={goal !== 'config' && wantsSwarm(fields.spec)} />
      {onLan && (
        <Select
          label="Kind"
          value={fields.spec.driver}
          onChange={(driver) => own.change((last) => withDriver(last, driver))}
          options={[
            { value: 'macvlan', text: 'macvlan: each container has a MAC address of its own' },
            { value: 'ipvlan', text: 'ipvlan: all share the host’s MAC address (Wi-Fi, strict switches)' },
          ]}
          error={fault('spec.driver')}
        />
      )}
      {goal === 'lan' && (
        <>
          <ParentField editor={own} of={interfaces.get(fields.hostIds[0] ?? '')} />
          <SubnetInputs editor={own} at={0} />
        </>
      )}
      {goal === 'config' && <ConfigFields editor={editor} interfaces={interfaces} />}
      {(goal === 'host' || goal === 'swarm' || goal === 'closed') && <AddressPart editor={editor} />}
      {hidden.length > 0 && (
        <p className="text-xs text-muted">
          Also set, and kept: {hidden.join(', ')}.{' '}
          <Button size="small" look="bare" className="underline" onClick={onExpert}>
            Show in the expert form
          </Button>
        </p>
      )}
    </>
  );
}

function ConfigFields({
  editor,
  interfaces,
}: {
  editor: Editor;
  interfaces: ReadonlyMap<string, HostInterfaces>;
}) {
  const { topology } = usePage();
  const { fields, fault } = editor;
  const own = ownSpec(editor);
  const inSwarm = fields.hostIds.every((id) => entityOf(topology.hosts, id)?.swarm !== undefined);
  return (
    <>
      <ConfigFromField editor={editor} />
      {(inSwarm || fields.spec.scope === 'swarm') && (
        <Choice
          label="One network for the whole swarm"
          hint={
            fault('spec.scope') ??
            'Containers of different hosts know each other by name, too. Else each host has one of its own.'
          }
          checked={fields.spec.scope === 'swarm'}
          onChange={(checked) => own.change((last) => ({ ...last, scope: checked ? 'swarm' : '' }))}
        />
      )}
      <ConfigCards editor={editor} interfaces={interfaces} full={false} />
    </>
  );
}

/** Whether the engine chooses the addresses, or which they are. */
function AddressPart({ editor }: { editor: Editor }) {
  const { topology } = usePage();
  const own = ownSpec(editor);
  const { subnets } = own.spec;
  const suggest = (taken: readonly string[]) => suggestSubnet(topology, 4, taken) ?? '';
  return (
    <div className="grid gap-2">
      <Choice
        label="Choose the addresses"
        hint="Else the engine gives the next free subnet."
        checked={subnets.length > 0}
        onChange={(checked) =>
          own.change((last) => ({ ...last, subnets: checked ? [{ ...noSubnet, subnet: suggest([]) }] : [] }))
        }
      />
      {subnets.length > 0 && <SubnetInputs editor={own} at={0} />}
    </div>
  );
}
