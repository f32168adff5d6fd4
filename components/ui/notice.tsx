import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const signs = {
  info: { Icon: Info, colour: 'text-muted' },
  warn: { Icon: TriangleAlert, colour: 'text-warn' },
  bad: { Icon: CircleAlert, colour: 'text-bad' },
} as const;

/** A sentence with a sign before it. */
export function Notice({
  tone,
  role,
  children,
}: {
  tone: keyof typeof signs;
  role?: 'alert' | 'status';
  children: ReactNode;
}) {
  const { Icon, colour } = signs[tone];
  return (
    <div role={role} className="flex gap-2">
      <Icon aria-hidden="true" className={cx('mt-0.5 size-3.5 shrink-0', colour)} />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  );
}
