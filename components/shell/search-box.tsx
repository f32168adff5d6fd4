'use client';

import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { usePage } from '#components/page-context.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Hit, SearchResult } from '#lib/store/search.ts';
import { SearchHits } from './search-hits.tsx';
import { isTyping } from './shortcuts.ts';

/** The search: what it finds is lit in the picture and left in the table, the best hits are listed below it. */
export function SearchBox({
  query,
  onQuery,
  result,
}: {
  query: string;
  onQuery(query: string): void;
  result: SearchResult;
}) {
  const { select } = usePage();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const { hits } = result;
  // That nothing was found is told where it would be, once.
  const shown = open && query.trim() !== '' && hits.length > 0;
  const current = Math.min(active, hits.length - 1);
  const pick = (hit: Hit) => {
    select(hit.selection);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (!shown) setOpen(true);
      else setActive((current + step + hits.length) % hits.length);
    } else if (event.key === 'Enter') {
      const hit = hits[current];
      if (hit) pick(hit);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      // First the list of hits goes, then the query, then the focus.
      if (shown) setOpen(false);
      else if (query) onQuery('');
      else input.current?.blur();
    }
  };

  return (
    <search className="relative block">
      <Search className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" aria-hidden="true" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search names, addresses, images, ports and ids"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits[current] ? `${list}-${current}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search names, addresses, images…"
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-7 w-full rounded-sm border border-line bg-ground pr-8 pl-8 text-sm text-ellipsis placeholder:text-muted hover:border-faint"
      />
      <span className="absolute top-1 right-1.5 flex h-5 items-center">
        {query ? (
          <button
            type="button"
            aria-label="Clear the search"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onQuery('')}
            className="inline-flex size-5 items-center justify-center rounded-xs text-muted hover:bg-ink/5 hover:text-ink"
          >
            <X className="size-3.5" />
          </button>
        ) : (
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        )}
      </span>
      {shown && <SearchHits id={list} result={result} active={current} onPick={pick} />}
    </search>
  );
}
