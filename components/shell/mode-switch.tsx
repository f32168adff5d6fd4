'use client';

import { Segmented } from '#components/ui/segmented.tsx';

const segments = [
  { value: 'picture', label: 'Picture' },
  { value: 'table', label: 'Table' },
] as const;

/** Picture or table: the same data twice. */
export function ModeSwitch({
  mode,
  onMode,
}: {
  mode: 'picture' | 'table';
  onMode(mode: 'picture' | 'table'): void;
}) {
  return <Segmented label="View" segments={segments} value={mode} onChange={onMode} />;
}
