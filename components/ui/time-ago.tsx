'use client';

import { dateText, spanText } from './ago-text.ts';
import { useNow } from './use-now.ts';

/** How long ago something was, ticking: `12 s`. The whole date shows on hover. */
export function TimeAgo({ iso }: { iso: string }) {
  const now = useNow();
  return (
    <time dateTime={iso} title={dateText(iso)} className="tabular-nums">
      {spanText(now - Date.parse(iso))}
    </time>
  );
}
