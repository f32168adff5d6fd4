'use client';

import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface Segment<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

/** A switch between a few values, as radio buttons side by side. */
export function Segmented<T extends string>({
  label,
  segments,
  value,
  onChange,
  iconsOnly = false,
}: {
  label: string;
  segments: readonly Segment<T>[];
  value: T;
  onChange(value: T): void;
  iconsOnly?: boolean;
}) {
  return (
    <fieldset className="flex h-7 shrink-0 rounded-sm border border-line p-px">
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <label
          key={segment.value}
          title={iconsOnly ? segment.label : undefined}
          className={cx(
            'relative flex items-center gap-1.5 rounded-xs text-xs has-focus-visible:outline-2 has-focus-visible:outline-focus',
            iconsOnly ? 'w-6.5 justify-center' : 'px-2.5',
            value === segment.value ? 'bg-ink/8 text-ink' : 'text-muted hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={label}
            value={segment.value}
            checked={value === segment.value}
            onChange={() => onChange(segment.value)}
            className="absolute inset-0 cursor-default appearance-none outline-none"
          />
          {segment.icon}
          <span className={iconsOnly ? 'sr-only' : undefined}>{segment.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
