'use client';

import { usePage, usePicks } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { entityOf } from '#lib/topology/entity-of.ts';
import { ConnectManyMenu } from './connect-many-menu.tsx';

/** The bar at the page's foot while containers are picked: how many, and what can be done with them. */
export function PickBar() {
  const { topology } = usePage();
  const { picks, letGo } = usePicks();
  const count = `${picks.length} ${picks.length === 1 ? 'container' : 'containers'} picked`;
  const names = picks.map((id) => entityOf(topology.containers, id)?.name ?? id).join(', ');
  const leave = () => {
    letGo();
    // The button goes with the bar: the table's row takes the keyboard, if there is one.
    document.querySelector<HTMLElement>('[role="grid"] tr[tabindex="0"]')?.focus({ preventScroll: true });
  };
  return (
    <>
      {/* Always there: what is told by a part of the page that comes with it is not told by all screen readers. */}
      <p role="status" className="sr-only">
        {picks.length > 0 && count}
      </p>
      {picks.length > 0 && (
        <section
          aria-label="Picked containers"
          data-pick-bar
          className="relative z-40 flex shrink-0 items-center gap-3 border-t border-accent bg-panel px-4 py-2 max-sm:flex-wrap max-sm:gap-y-1.5 max-sm:px-3"
        >
          <p className="min-w-0 flex-1 truncate max-sm:basis-full" title={names}>
            <span className="font-medium tabular-nums">{count}</span>{' '}
            <span className="text-xs text-muted">{names}</span>
          </p>
          <Button look="bare" onClick={leave}>
            Let go
            <span aria-hidden="true" className="max-sm:hidden">
              <Kbd>Esc</Kbd>
            </span>
          </Button>
          <ConnectManyMenu
            containerIds={picks}
            text="Connect to…"
            label={`Connect ${picks.length === 1 ? names : `${picks.length} containers`} to a network`}
            look="primary"
            align="end"
          />
        </section>
      )}
    </>
  );
}
