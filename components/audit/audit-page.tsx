'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useMemo, useState } from 'react';
import { readHosts } from '#components/api.ts';
import { Mark } from '#components/shell/mark.tsx';
import { ThemeSwitch } from '#components/shell/theme-switch.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { filterQuery, noFields } from '#lib/store/audit-list.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { useAudit } from './use-audit.ts';
import { useAuditFields } from './use-audit-fields.ts';

/** The audit log: who did what, when, by which plan, and what came of it. */
export function AuditPage() {
  const [fields, setFields] = useAuditFields();
  const query = useMemo(() => JSON.stringify(filterQuery(fields)), [fields]);
  const { list, failure, outdated, readingOlder, readOlder, retry } = useAudit(query);
  const known = useKnownHosts();
  // Hosts that are not read any more have entries, too.
  const hosts = useMemo(() => {
    const seen =
      list?.entries.flatMap((entry) => entry.hosts.map(({ id, name }) => [id, name] as const)) ?? [];
    const chosen = fields.host ? [[fields.host, fields.host] as const] : [];
    return new Map([...chosen, ...seen.toReversed(), ...known]);
  }, [list, known, fields.host]);
  const chosen = query !== '{}';
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-ground">
      <header className="flex shrink-0 items-center gap-x-4 border-b border-line bg-panel px-4 py-2 max-sm:gap-x-2 max-sm:px-3">
        <Link
          href="/"
          className="flex items-center gap-2 text-base font-semibold tracking-tight hover:text-accent"
        >
          <ArrowLeft aria-hidden="true" className="size-4 text-muted" />
          <Mark className="size-5" />
          Patchbay
        </Link>
        <h1 className="text-base">Audit log</h1>
        <div className="-mr-1.5 ml-auto">
          <ThemeSwitch />
        </div>
      </header>
      <main className="flex min-h-0 flex-1 flex-col overflow-auto sm:overflow-hidden">
        <AuditFilters fields={fields} onFields={setFields} hosts={hosts} />
        {list && failure && (
          <div className="border-b border-line bg-panel px-4 py-2 text-sm">
            <Notice tone="bad" role="alert">
              What is new can’t be read, so this is how it was. {failure.message}
            </Notice>
          </div>
        )}
        <div className="min-h-0 flex-1 text-sm sm:overflow-auto">
          {!list && !failure && <p className="p-6 text-muted">Reading the audit log…</p>}
          {!list && failure && (
            <div className="p-6">
              <EmptyState
                title="The audit log can’t be read"
                action={<Button onClick={retry}>Try again</Button>}
              >
                {failure.message}
              </EmptyState>
            </div>
          )}
          {list && list.entries.length === 0 && (
            <div className="p-6">
              {chosen ? (
                <EmptyState
                  title="Nothing found"
                  action={<Button onClick={() => setFields(noFields)}>Clear the filters</Button>}
                >
                  No entry is of all that you chose.
                </EmptyState>
              ) : (
                <EmptyState title="Nothing was done yet">
                  Every action that anybody takes in Patchbay appears here, with its plan and what came of it.
                </EmptyState>
              )}
            </div>
          )}
          {list && list.entries.length > 0 && (
            <AuditTable
              entries={list.entries}
              outdated={outdated}
              older={list.older}
              readingOlder={readingOlder}
              onOlder={readOlder}
            />
          )}
        </div>
      </main>
    </div>
  );
}

/** The hosts that are read now, by id. Without them the filter has those of the entries. */
function useKnownHosts(): ReadonlyMap<string, string> {
  const [hosts, setHosts] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const stop = new AbortController();
    readHosts(stop.signal).then(
      (reply) => reply.ok && setHosts(new Map(reply.value.map(({ id, name }) => [id, name]))),
      (error: unknown) => {
        if (!stop.signal.aborted) throw error;
      },
    );
    return () => stop.abort();
  }, []);
  return hosts;
}
