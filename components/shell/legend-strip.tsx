import type { ReactNode } from 'react';
import { Driver } from '#components/words/driver.tsx';
import { Backplane, Crossing, Jack, PortSign } from './signs.tsx';

const signs: readonly { says: string; sign: ReactNode }[] = [
  { says: 'endpoint', sign: <Jack /> },
  { says: 'stopped', sign: <Jack stopped /> },
  { says: 'free crossing', sign: <Crossing /> },
  { says: 'published port', sign: <PortSign /> },
  { says: 'overlay’s tunnel', sign: <Backplane /> },
];

const drivers = ['bridge', 'overlay', 'macvlan', 'ipvlan', 'host', 'plugin'];

/** The legend in one line below the picture; the whole of it is behind the question mark. */
export function LegendStrip() {
  return (
    <div className="@container flex h-7 shrink-0 items-center gap-x-4 overflow-hidden border-t border-line bg-panel px-3 text-2xs whitespace-nowrap text-muted max-sm:hidden">
      {signs.map(({ says, sign }) => (
        <span key={says} className="flex items-center gap-1">
          <svg viewBox="0 0 48 16" className="h-3.5 w-10.5" fill="none" aria-hidden="true">
            {sign}
          </svg>
          {says}
        </span>
      ))}
      <span className="ml-auto hidden gap-x-3 @min-[60rem]:flex">
        {drivers.map((driver) => (
          <Driver key={driver} driver={driver} />
        ))}
      </span>
    </div>
  );
}
