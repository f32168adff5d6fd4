'use client';

import { usePage } from '#components/page-context.tsx';
import { thingName } from '#components/words/thing-name.ts';
import { selectionOf } from '#lib/store/selection.ts';
import { ThingLink } from './thing-link.tsx';

/** The name of anything, leading to it; of what is gone only its id. */
export function AnyLink({ id }: { id: string }) {
  const { topology } = usePage();
  const selection = selectionOf(topology, id);
  if (!selection) return <span className="wrap-anywhere">{id}</span>;
  return <ThingLink to={selection}>{thingName(topology, selection)}</ThingLink>;
}
