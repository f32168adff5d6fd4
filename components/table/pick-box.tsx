import { useEffect, useRef } from 'react';

export interface PickBoxProps {
  label: string;
  picked: boolean;
  /** Some of those it stands for are picked, and not all. */
  some?: boolean;
  tabIndex?: number;
  onPick(on: boolean): void;
}

/** The box by which a row, or all rows, are picked. Around it is room for a finger. */
export function PickBox({ label, picked, some = false, tabIndex = 0, onPick }: PickBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !picked;
  }, [some, picked]);
  return (
    <label className="-mx-2 flex size-8 items-center justify-center">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={picked}
        tabIndex={tabIndex}
        onChange={(event) => onPick(event.target.checked)}
        className="size-3.5 accent-accent"
      />
    </label>
  );
}
