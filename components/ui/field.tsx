import { type ChangeEvent, type ReactNode, type RefObject, useId } from 'react';
import { cx } from './cx.ts';

export interface FieldProps {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  /** `datetime-local`: a day and a time in the browser's own zone. */
  type?: 'text' | 'search' | 'datetime-local';
  inputRef?: RefObject<HTMLInputElement | null>;
  /** More than one line, this many of them to begin with. */
  lines?: number;
  /** The label is for screen readers alone: what is around says it to the eye. */
  labelHidden?: boolean;
  /** The id of a `datalist` that offers values. */
  list?: string | undefined;
}

/** Text to fill in, with its hint and what is wrong with it. */
export function Field(props: FieldProps) {
  const { label, name, value, onChange, hint, error, placeholder, type = 'text', inputRef, lines } = props;
  const { labelHidden = false, list } = props;
  const id = useId();
  const look = cx(
    'w-full rounded-sm border bg-ground px-2.5 font-mono text-xs placeholder:text-muted',
    error ? 'border-bad' : 'border-line hover:border-faint',
  );
  const common = {
    id,
    name,
    value,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
    placeholder,
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': `${id}-below`,
  };
  return (
    <div>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1 block text-xs text-muted'}>
        {label}
      </label>
      {lines === undefined ? (
        <input ref={inputRef} type={type} className={cx('h-8', look)} list={list} {...common} />
      ) : (
        <textarea rows={lines} className={cx('py-1.5', look)} {...common} />
      )}
      <div id={`${id}-below`} className="mt-1 text-2xs">
        {error ? <p className="text-bad">{error}</p> : <p className="text-muted">{hint}</p>}
      </div>
    </div>
  );
}
