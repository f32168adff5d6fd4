'use client';

import { usePage } from '#components/page-context.tsx';
import { cx } from '#components/ui/cx.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { Host, HostStatus } from '#lib/topology/model.ts';

const colours: Record<HostStatus, string> = {
  connecting: 'text-muted',
  live: 'text-ok',
  stale: 'text-warn',
  unreachable: 'text-bad',
};

/** A host's status as a shape: a full disc, a ring, a half disc, a cross. Without colour while the stream is lost. */
export function StatusLamp({ status, className }: { status: HostStatus; className?: string }) {
  const { lost } = usePage();
  return (
    <svg
      viewBox="0 0 10 10"
      aria-hidden="true"
      className={cx('size-2.5 shrink-0', lost ? 'text-muted' : colours[status], className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      {status === 'live' && <circle cx="5" cy="5" r="3.75" fill="currentColor" stroke="none" />}
      {status === 'connecting' && <circle cx="5" cy="5" r="3.5" strokeDasharray="3 2.5" />}
      {status === 'stale' && (
        <>
          <circle cx="5" cy="5" r="3.5" />
          <path d="M5 1.5a3.5 3.5 0 0 0 0 7z" fill="currentColor" stroke="none" />
        </>
      )}
      {status === 'unreachable' && <path d="m2 2 6 6m0-6L2 8" strokeLinecap="round" />}
    </svg>
  );
}

/** A host's status as a word, with its age where it is not live: `stale · 12 s`; `was live` while the stream is lost. */
export function HostStatusWord({ host }: { host: Host }) {
  const { lost } = usePage();
  return (
    <span className={cx('whitespace-nowrap', lost ? 'text-muted' : colours[host.status])}>
      {lost && 'was '}
      {host.status}
      {host.status !== 'live' && host.lastSeen !== null && (
        <>
          {' · '}
          <TimeAgo iso={host.lastSeen} />
        </>
      )}
    </span>
  );
}
