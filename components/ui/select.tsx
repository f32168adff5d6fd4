import { type ReactNode, type RefObject, useId } from 'react';
import { cx } from './cx.ts';

export interface SelectProps {
  label: string;
  value: string;
  onChange(value: string): void;
  options: readonly { value: string; text: string }[];
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is for screen readers alone: what is around says it to the eye. */
  labelHidden?: boolean;
  selectRef?: RefObject<HTMLSelectElement | null>;
}

/** One of a few, with its hint and what is wrong with it. The browser's own list: it fits a phone, too. */
export function Select(props: SelectProps) {
  const { label, value, onChange, options, hint, error, labelHidden = false, selectRef } = props;
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1 block text-xs text-muted'}>
        {label}
      </label>
      <select
        ref={selectRef}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-below`}
        className={cx(
          'h-8 w-full rounded-sm border bg-ground px-2 text-sm',
          error ? 'border-bad' : 'border-line hover:border-faint',
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <div id={`${id}-below`} className="mt-1 text-2xs">
        {error ? <p className="text-bad">{error}</p> : <p className="text-muted">{hint}</p>}
      </div>
    </div>
  );
}
