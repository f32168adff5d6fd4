import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { Point } from '#lib/layout/model.ts';

const key = 'patchbay.places';
const placesSchema = z.record(z.string(), z.object({ x: z.number(), y: z.number() }));
type Places = Readonly<Record<string, Point>>;

/** Where a person has put hosts, kept in this browser. */
export function useMovedHosts() {
  const [places, setPlaces] = useState<Places>({});
  useEffect(() => setPlaces(stored()), []);
  const keep = (next: Places) => {
    setPlaces(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    places,
    any: Object.keys(places).length > 0,
    move: (hostId: string, to: Point) => keep({ ...places, [hostId]: to }),
    reset: () => keep({}),
  };
}

function stored(): Places {
  const text = localStorage.getItem(key);
  if (!text) return {};
  try {
    return placesSchema.parse(JSON.parse(text));
  } catch (error) {
    console.warn('Patchbay: the stored places of hosts could not be read and are left aside.', error);
    return {};
  }
}
