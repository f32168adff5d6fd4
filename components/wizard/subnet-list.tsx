'use client';

import { Plus, X } from 'lucide-react';
import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { suggestSubnet } from '#lib/actions/suggest-subnet.ts';
import type { SpecEditor } from './editor.ts';
import { linePath } from './field-faults.ts';
import { excludedLabel, noSubnet, type SubnetFields } from './spec-fields.ts';

/** The subnets, each with gateway, range and excluded addresses. */
export function SubnetList({ editor }: { editor: SpecEditor }) {
  const { topology } = usePage();
  const { spec, path, change, fault } = editor;
  const wrong = fault(`${path}.subnets`);
  const add = (family: 4 | 6) =>
    change((last) => {
      const taken = last.subnets.map(({ subnet }) => subnet);
      return {
        ...last,
        subnets: [...last.subnets, { ...noSubnet, subnet: suggestSubnet(topology, family, taken) ?? '' }],
      };
    });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-xs text-muted">Subnets</legend>
      {spec.subnets.length === 0 && <p className="text-2xs text-muted">None: the engine chooses.</p>}
      {spec.subnets.map((subnet, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a subnet is its place in the list.
        <SubnetCard key={at} editor={editor} subnet={subnet} at={at} />
      ))}
      {wrong && (
        <p role="alert" className="text-2xs text-bad">
          {wrong}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => add(4)}>
          <Plus aria-hidden="true" className="size-3" />
          Add a free IPv4 subnet
        </Button>
        <Button size="small" onClick={() => add(6)}>
          <Plus aria-hidden="true" className="size-3" />
          Add a free IPv6 subnet
        </Button>
      </div>
    </fieldset>
  );
}

function SubnetCard({ editor, subnet, at }: { editor: SpecEditor; subnet: SubnetFields; at: number }) {
  const { change } = editor;
  return (
    <div className="rounded-sm border border-line p-2.5">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <SubnetInputs editor={editor} at={at} />
        </div>
        <IconButton
          label={`Remove subnet ${at + 1}`}
          onClick={() =>
            change((last) => ({ ...last, subnets: last.subnets.filter((_, each) => each !== at) }))
          }
        >
          <X className="size-3.5" />
        </IconButton>
      </div>
      <ExcludedList editor={editor} subnet={subnet} at={at} />
    </div>
  );
}

/** The three texts of a subnet. */
export function SubnetInputs({ editor, at }: { editor: SpecEditor; at: number }) {
  const { spec, path, fault } = editor;
  const onLan = spec.driver === 'macvlan' || spec.driver === 'ipvlan';
  const subnet = spec.subnets[at] ?? noSubnet;
  const number = spec.subnets.length > 1 ? ` ${at + 1}` : '';
  const field = (name: 'subnet' | 'gateway' | 'ipRange') => ({
    name: `${path}.subnets.${at}.${name}`,
    value: subnet[name],
    onChange: (text: string) => setSubnet(editor, at, { [name]: text }),
    error: fault(`${path}.subnets.${at}.${name}`),
  });
  return (
    <div className="grid grid-cols-[repeat(3,minmax(0,1fr))] gap-x-3 gap-y-2 max-sm:grid-cols-[minmax(0,1fr)]">
      <Field label={`Subnet${number}`} placeholder="10.64.0.0/24" {...field('subnet')} />
      <Field
        label={`Gateway${number}`}
        placeholder="the engine chooses"
        hint={onLan && 'the LAN’s router; else the engine takes the first address'}
        {...field('gateway')}
      />
      <Field
        label={`IP range${number}`}
        placeholder="the whole subnet"
        hint={onLan && 'a part that no other machine uses'}
        {...field('ipRange')}
      />
    </div>
  );
}

/** Changes a subnet; the first one is made where there is none. */
function setSubnet(editor: SpecEditor, at: number, change: Partial<SubnetFields>): void {
  editor.change((last) => {
    const subnets = last.subnets.length > at ? last.subnets : [...last.subnets, noSubnet];
    return {
      ...last,
      subnets: subnets.map((subnet, each) => (each === at ? { ...subnet, ...change } : subnet)),
    };
  });
}

function ExcludedList({ editor, subnet, at }: { editor: SpecEditor; subnet: SubnetFields; at: number }) {
  const { path, fault } = editor;
  const { excluded } = subnet;
  const set = (next: SubnetFields['excluded']) => setSubnet(editor, at, { excluded: next });
  return (
    <div className="mt-1 grid gap-2">
      {excluded.map((pair, line) => {
        const label = excludedLabel(excluded, line);
        const own = `${path}.subnets.${at}.excluded`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an address is its place in the list.
          <div key={line} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <Field
                label={`Excluded address ${line + 1}`}
                labelHidden
                name={`${own}.address.${line}`}
                value={pair.value}
                onChange={(value) => set(excluded.with(line, { ...pair, value }))}
                placeholder="excluded address"
                error={fault(`${own}.${label}`) ?? fault(linePath(own, line))}
              />
            </div>
            <div className="min-w-0 flex-1">
              <Field
                label={`Label of excluded address ${line + 1}`}
                labelHidden
                name={`${own}.label.${line}`}
                value={pair.key}
                onChange={(key) => set(excluded.with(line, { ...pair, key }))}
                placeholder={label}
              />
            </div>
            <IconButton
              label={`Remove excluded address ${line + 1}`}
              onClick={() => set(excluded.filter((_, each) => each !== line))}
            >
              <X className="size-3.5" />
            </IconButton>
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          look="bare"
          className="-ml-2"
          onClick={() => set([...excluded, { key: '', value: '' }])}
        >
          <Plus aria-hidden="true" className="size-3" />
          Exclude an address
        </Button>
      </div>
    </div>
  );
}
