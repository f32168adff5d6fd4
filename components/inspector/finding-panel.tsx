'use client';

import { usePage } from '#components/page-context.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Remedy, severityTone } from '#components/wires/finding-view.tsx';
import { selectionOf } from '#lib/store/selection.ts';
import type { Finding } from '#lib/topology/model-wires.ts';
import { AnyLink } from './any-link.tsx';
import { Frame } from './frame.tsx';
import { HostLink } from './links.tsx';
import { Section } from './section.tsx';

/** A finding: what is the matter, what to do, what it concerns. */
export function FindingPanel({ finding }: { finding: Finding }) {
  const { topology, showInPicture } = usePage();
  return (
    <Frame
      kind={
        <>
          Finding on <HostLink id={finding.hostId} />
        </>
      }
      title={finding.message}
      status={
        <span className="flex flex-wrap gap-1.5">
          <Badge tone={severityTone[finding.severity]}>{finding.severity}</Badge>
          <Badge>{finding.code}</Badge>
        </span>
      }
      actions={
        <Button onClick={() => showInPicture({ kind: 'finding', id: finding.id })}>
          Show in the picture
        </Button>
      }
    >
      <Section title="What to do">
        <Remedy text={finding.remedy} />
      </Section>
      <Section title="Concerns">
        <ul className="grid grid-cols-1 gap-1">
          {[...new Set(finding.about)].map((id) => (
            <li key={id} className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1">
                <AnyLink id={id} />
              </span>
              <span className="text-xs text-muted">
                {selectionOf(topology, id)?.kind ?? 'no longer there'}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Frame>
  );
}
