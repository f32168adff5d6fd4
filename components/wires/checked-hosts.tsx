'use client';

import { usePage } from '#components/page-context.tsx';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Host } from '#lib/topology/model.ts';
import { WiresNote } from './wires-note.tsx';

/** Whose wires are read, and whose are not and why: findings are told of the first alone. */
export function CheckedHosts() {
  const { hosts } = indexOf(usePage().topology);
  const read = hosts.filter(({ wires }) => wires?.state === 'live');
  const rest = hosts.filter((host) => !read.includes(host) || host.wires?.reason !== undefined);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3" data-testid="checked-hosts">
      <p className="text-muted">
        {read.length > 0 ? `Read: the wires of ${names(read)}.` : 'The wires of no host are read at present.'}
      </p>
      {rest.length > 0 && (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
          {rest.map((host) => (
            <li key={host.id}>
              <p className="mb-0.5 text-xs font-medium">{host.name}</p>
              <WiresNote host={host} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function names(hosts: readonly Host[]): string {
  const all = hosts.map(({ name }) => name);
  // A list of hundreds tells nobody anything.
  if (all.length > 12) return `${all.length} hosts`;
  return all.join(', ');
}
