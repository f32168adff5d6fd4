'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { type AuditFields, filterQuery, noFields } from '#lib/store/audit-list.ts';
import { auditOutcomes, auditVerbs } from '#lib/wire/audit.ts';
import { verbWords } from './audit-words.ts';

export interface AuditFiltersProps {
  fields: AuditFields;
  onFields(fields: AuditFields): void;
  /** The hosts that can be chosen, by id. */
  hosts: ReadonlyMap<string, string>;
}

/** What to see of the audit log, and the way to take that along. */
export function AuditFilters({ fields, onFields, hosts }: AuditFiltersProps) {
  const set = (field: keyof AuditFields) => (value: string) => onFields({ ...fields, [field]: value });
  const chosen = Object.values(fields).some(Boolean);
  const options = (all: string, values: Iterable<readonly [string, string]>) => [
    { value: '', text: all },
    ...[...values].map(([value, text]) => ({ value, text })),
  ];
  return (
    <search
      aria-label="Filter the audit log"
      className="flex shrink-0 flex-wrap items-end gap-x-3 gap-y-1 border-b border-line bg-panel px-4 pt-3 pb-1 max-sm:grid max-sm:grid-cols-2 max-sm:px-3"
    >
      <div className="min-w-48 flex-1 max-sm:col-span-2">
        <Field
          label="Words"
          name="text"
          type="search"
          value={fields.text}
          onChange={set('text')}
          placeholder="a name, a command, a reason"
        />
      </div>
      <Select
        label="Host"
        value={fields.host}
        onChange={set('host')}
        options={options('Every host', hosts)}
      />
      <Select
        label="Verb"
        value={fields.verb}
        onChange={set('verb')}
        options={options(
          'Every verb',
          auditVerbs.map((verb) => [verb, verbWords[verb]]),
        )}
      />
      <div className="max-sm:col-span-2">
        <Select
          label="Outcome"
          value={fields.outcome}
          onChange={set('outcome')}
          options={options(
            'Every outcome',
            auditOutcomes.map((each) => [each, each]),
          )}
        />
      </div>
      <div>
        <Field label="From" name="from" type="datetime-local" value={fields.from} onChange={set('from')} />
      </div>
      <div>
        <Field label="Before" name="to" type="datetime-local" value={fields.to} onChange={set('to')} />
      </div>
      <div className="mb-1.5 flex items-center gap-2 max-sm:col-span-2">
        <Button disabled={!chosen} onClick={() => onFields(noFields)}>
          Clear
        </Button>
        <ExportLink fields={fields} format="csv" text="CSV" />
        <ExportLink fields={fields} format="jsonl" text="JSON lines" />
      </div>
    </search>
  );
}

/** All entries that are chosen, as a file. */
function ExportLink({ fields, format, text }: { fields: AuditFields; format: string; text: string }) {
  return (
    <a
      href={`/api/v1/audit/export?${new URLSearchParams({ ...filterQuery(fields), format })}`}
      download
      aria-label={`Export as ${text}`}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-sm border border-line bg-panel px-2.5 text-sm whitespace-nowrap hover:border-faint hover:bg-ink/5"
    >
      <Download aria-hidden="true" className="size-3.5 text-muted" />
      {text}
    </a>
  );
}
