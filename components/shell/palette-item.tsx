'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import type { PaletteCommand } from './palette-groups.ts';

/** One line of the palette; one that can't be chosen is dimmed and says why. */
export function PaletteItem({ command, onChoose }: { command: PaletteCommand; onChoose(): void }) {
  return (
    <Autocomplete.Item
      value={command}
      disabled={command.refused !== undefined}
      onClick={onChoose}
      className="flex min-h-7 cursor-default flex-wrap items-baseline gap-x-3 rounded-xs px-2 py-1 outline-none select-none data-disabled:text-muted data-highlighted:bg-ink/7"
    >
      <span className="min-w-0 flex-1 truncate">{command.title}</span>
      <span className="max-w-[55%] truncate text-2xs text-muted">{command.detail}</span>
      {(command.refused ?? command.note) && (
        <span className="basis-full text-2xs text-muted">{command.refused ?? command.note}</span>
      )}
    </Autocomplete.Item>
  );
}
