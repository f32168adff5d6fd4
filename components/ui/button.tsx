import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

const looks = {
  primary: 'bg-accent text-accent-ink font-medium border-transparent not-disabled:hover:brightness-110',
  quiet: 'border-line bg-panel not-disabled:hover:bg-ink/5 not-disabled:hover:border-faint',
  bare: 'border-transparent text-muted not-disabled:hover:bg-ink/5 not-disabled:hover:text-ink',
} as const;

const sizes = {
  normal: 'h-7 px-2.5 text-sm',
  small: 'h-6 px-2 text-xs',
  square: 'size-7',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks | undefined;
  /** `small` is for lists, `square` for an icon alone. */
  size?: keyof typeof sizes;
}

const shape =
  'inline-flex shrink-0 cursor-default select-none items-center justify-center gap-1.5 rounded-sm border whitespace-nowrap ' +
  'disabled:opacity-50 aria-disabled:opacity-50 data-popup-open:bg-ink/7 data-popup-open:text-ink';

/** A button with a word on it. */
export function Button({
  look = 'quiet',
  size = 'normal',
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return <button type={type} className={cx(shape, looks[look], sizes[size], className)} {...rest} />;
}
