'use client';

import { usePage } from '#components/page-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { probePlace, wantsSettings, wiresText } from '#components/words/wires.ts';
import type { Host } from '#lib/topology/model.ts';

/**
 * Why a host's wires are not read, or not all of them, and what to do: for the places where they would show. Nothing
 * where they are read.
 */
export function WiresNote({ host }: { host: Host }) {
  const { manageHost } = usePage();
  const { wires } = host;
  if (wires?.state === 'live' && wires.reason === undefined) return null;
  const place = probePlace(host);
  const troubled = wires?.state === 'stale' || wires?.state === 'unavailable';
  return (
    <div className="text-xs" data-testid="wires-note">
      <Notice tone={troubled ? 'warn' : 'info'}>
        {wires?.state !== 'live' && wiresText(host)}
        {wires?.state === 'stale' && wires.lastSeen !== undefined && (
          <span className="text-muted">
            {' '}
            That was <TimeAgo iso={wires.lastSeen} /> ago.
          </span>
        )}
        {wires?.reason !== undefined && <span className="block wrap-anywhere">{wires.reason}</span>}
        {wantsSettings(host) && place !== undefined && <span className="block text-muted">{place}</span>}
        {wantsSettings(host) && place === undefined && (
          <span className="mt-1.5 block">
            <Button size="small" onClick={() => manageHost({ kind: 'edit', host, at: 'wires' })}>
              Settings of {host.name}…
            </Button>
          </span>
        )}
      </Notice>
    </div>
  );
}
