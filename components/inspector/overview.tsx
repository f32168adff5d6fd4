'use client';

import { usePage } from '#components/page-context.tsx';
import { Legend } from '#components/shell/legend.tsx';
import { HostStatusWord, StatusLamp } from '#components/words/host-status.tsx';
import { HostLink } from './links.tsx';
import { Section } from './section.tsx';

/** What the inspector's place shows while nothing is selected: what needs attention, and how to read the picture. */
export function Overview() {
  const { topology } = usePage();
  const troubled = Object.values(topology.hosts).filter((host) => host.status !== 'live');
  return (
    <>
      <p className="px-4 py-3 text-muted">
        Select a host, a network, a container or a jack to see all that is known of it.
      </p>
      {troubled.length > 0 && (
        <Section title="Needs attention">
          <ul className="grid gap-2">
            {troubled.map((host) => (
              <li key={host.id}>
                <span className="flex items-center gap-2">
                  <StatusLamp status={host.status} />
                  <HostLink id={host.id} />
                  <span className="ml-auto text-xs">
                    <HostStatusWord host={host} />
                  </span>
                </span>
                {host.reason && <p className="pl-4.5 text-xs text-muted">{host.reason}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <div className="border-t border-line px-4 py-3 text-xs">
        <Legend />
      </div>
    </>
  );
}
