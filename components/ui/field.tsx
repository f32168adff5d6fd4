import { type ReactNode, type RefObject, useId } from 'react';
import { cx } from './cx.ts';

export interface FieldProps {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** A line of text to fill in, with its hint and what is wrong with it. */
export function Field({ label, name, value, onChange, hint, error, placeholder, inputRef }: FieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-xs text-muted">
        {label}
      </label>
      <input
        ref={inputRef}
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-below`}
        className={cx(
          'h-8 w-full rounded-sm border bg-ground px-2.5 font-mono text-xs placeholder:text-muted',
          error ? 'border-bad' : 'border-line hover:border-faint',
        )}
      />
      <div id={`${id}-below`} className="mt-1 text-2xs">
        {error ? <p className="text-bad">{error}</p> : <p className="text-muted">{hint}</p>}
      </div>
    </div>
  );
}
