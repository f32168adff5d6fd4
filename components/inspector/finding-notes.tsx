'use client';

import { usePage } from '#components/page-context.tsx';
import { FindingView } from '#components/wires/finding-view.tsx';
import { wiresOf } from '#lib/topology/wires-of.ts';

/** The findings that concern any of these things, each once. */
export function FindingNotes({ ids }: { ids: readonly string[] }) {
  const wires = wiresOf(usePage().topology);
  const concerned = new Set(ids.flatMap((id) => wires.findingsAbout(id)));
  if (concerned.size === 0) return null;
  return (
    <ul
      aria-label="Findings"
      className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-3"
      data-testid="finding-notes"
    >
      {wires.findings
        .filter((finding) => concerned.has(finding))
        .map((finding) => (
          <li key={finding.id}>
            <FindingView finding={finding} at={ids} />
          </li>
        ))}
    </ul>
  );
}
