import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const tones = {
  plain: 'border-line text-muted',
  ok: 'border-ok/40 text-ok',
  warn: 'border-warn/40 text-warn',
  bad: 'border-bad/40 text-bad',
} as const;

export type Tone = keyof typeof tones;

/** A word in a hairline frame. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-4.5 items-center gap-1 rounded-xs border px-1.5 text-2xs whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
