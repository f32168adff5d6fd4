'use client';

import { AnyLink } from '#components/inspector/any-link.tsx';
import { usePage } from '#components/page-context.tsx';
import { CommandLine } from '#components/ui/command-line.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { remedyParts } from '#components/words/remedy.ts';
import type { Finding } from '#lib/topology/model-wires.ts';

export const severityTone = { error: 'bad', warning: 'warn' } as const;

export interface FindingViewProps {
  finding: Finding;
  /** Whose panel it stands in: it need not lead there. */
  at?: readonly string[];
}

/** Something that is not as it should be: what, what to do about it, and what it concerns. */
export function FindingView({ finding, at = [] }: FindingViewProps) {
  const inList = at.length === 0;
  const others = [...new Set(finding.about)].filter(
    (id) => !at.includes(id) && !(inList && id === finding.hostId),
  );
  return (
    <Notice tone={severityTone[finding.severity]}>
      <p>
        <span className="sr-only">{finding.severity === 'error' ? 'Error: ' : 'Warning: '}</span>
        {finding.message}
      </p>
      <Remedy text={finding.remedy} />
      {(inList || others.length > 0) && (
        <p className="mt-1 text-xs text-muted">
          {inList && (
            <>
              On <AnyLink id={finding.hostId} />
            </>
          )}
          {others.length > 0 && (inList ? ' · concerns ' : 'Also concerns ')}
          {others.map((id, position) => (
            <span key={id}>
              {position > 0 && ', '}
              <AnyLink id={id} />
            </span>
          ))}
          {inList && <ShowInPicture id={finding.id} />}
        </p>
      )}
    </Notice>
  );
}

/** The way from the list to where it is in the picture. */
function ShowInPicture({ id }: { id: string }) {
  const { showInPicture } = usePage();
  return (
    <>
      {' · '}
      <button
        type="button"
        onClick={() => showInPicture({ kind: 'finding', id })}
        className="rounded-xs underline decoration-line underline-offset-3 hover:decoration-current"
      >
        show in the picture
      </button>
    </>
  );
}

/** What to do; a command in it can be copied. */
export function Remedy({ text }: { text: string }) {
  const { words, command } = remedyParts(text);
  return (
    <div className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-1 text-muted">
      <p>{words}</p>
      {command !== undefined && <CommandLine text={command} />}
    </div>
  );
}
