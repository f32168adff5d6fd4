import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { cx } from './cx.ts';

/** Facts as a list of names and values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-0.5">{children}</dl>;
}

export interface FactProps {
  name: string;
  children?: ReactNode;
  /** A value in the engine's own writing: an address, an id. */
  mono?: boolean;
  /** What the copy button copies; without it there is none. */
  copy?: string | undefined;
}

/** One fact; none at all where there is no value. */
export function Fact({ name, children, mono = false, copy }: FactProps) {
  if (children === undefined || children === null || children === false || children === '') return null;
  return (
    <>
      <dt className="text-xs leading-5 text-muted">{name}</dt>
      <dd
        className={cx(
          'group/fact flex min-w-0 items-start gap-1 leading-5',
          mono && 'font-mono text-xs leading-5',
        )}
      >
        <span className="min-w-0 wrap-anywhere">{children}</span>
        {copy !== undefined && (
          <CopyButton
            text={copy}
            label={`Copy ${name}`}
            className="opacity-0 group-hover/fact:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          />
        )}
      </dd>
    </>
  );
}
