'use client';

import { usePage } from '#components/page-context.tsx';
import { Choice } from '#components/ui/choice.tsx';
import type { Editor } from './editor.ts';
import { isChosen, placesFor, withPlace } from './hosts-of.ts';

/** Where the network is made: on which hosts, or in which swarm. */
export function PlacesField({ editor, forSwarm }: { editor: Editor; forSwarm: boolean }) {
  const { topology } = usePage();
  const { fields, change, fault } = editor;
  const places = placesFor(topology, forSwarm);
  const error = fault('hostIds');
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs text-muted">{forSwarm ? 'In' : 'On'}</legend>
      <div className="grid max-h-40 grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3 gap-y-1.5 overflow-y-auto">
        {places.map((place) => (
          <div key={place.key} className={forSwarm ? 'col-span-full' : undefined}>
            <Choice
              label={place.label}
              hint={place.hint}
              checked={isChosen(topology, place, fields.hostIds)}
              disabled={!place.open}
              onChange={(checked) => change((last) => withPlace(topology, last, place, checked))}
            />
          </div>
        ))}
      </div>
      {places.length === 0 && (
        <p className="text-muted">No host is in a swarm: begin one with docker swarm init.</p>
      )}
      {error && (
        <p role="alert" className="mt-1 text-2xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
