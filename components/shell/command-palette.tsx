'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { usePage, usePicks, useSelection } from '#components/page-context.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Command } from '#lib/store/command.ts';
import { paletteGroups, type Stage } from './palette-groups.ts';
import { PaletteItem } from './palette-item.tsx';

export interface CommandPaletteProps {
  open: boolean;
  /** Another number for each opening. */
  opening: number;
  mode: 'picture' | 'table';
  wires: boolean;
  onClose(): void;
  /** A command was chosen that needs nothing further. */
  onRun(command: Command): void;
}

/** One field that finds things and actions by their names. What an action needs further is asked in the same field. */
export function CommandPalette({ open, opening, mode, wires, onClose, onRun }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-black/30 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/55" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center overflow-hidden p-4 pt-[12dvh] max-sm:p-2">
          <Dialog.Popup
            aria-label="Commands"
            className="flex max-h-[min(32rem,80dvh)] w-full max-w-135 flex-col rounded-md border border-line bg-panel text-ink shadow-2xl shadow-black/25 outline-none transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
          >
            <Palette key={opening} mode={mode} wires={wires} onClose={onClose} onRun={onRun} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ mode, wires, onClose, onRun }: Omit<CommandPaletteProps, 'open' | 'opening'>) {
  const { topology } = usePage();
  const { picks } = usePicks();
  const selection = useSelection();
  const [query, setQuery] = useState('');
  const [stage, setStage] = useState<Stage>();
  const groups = useMemo(
    () => paletteGroups(topology, query, { picks, selection, mode, wires }, stage),
    [topology, query, picks, selection, mode, wires, stage],
  );

  const choose = (command: Command) => {
    const { does } = command;
    if (does.kind === 'connect') {
      setStage({ containerIds: does.containerIds, title: does.title });
      setQuery('');
      return;
    }
    onClose();
    onRun(command);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Back to the actions, as from a folder.
    if (event.key !== 'Backspace' || query !== '' || !stage) return;
    event.preventDefault();
    setStage(undefined);
  };

  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      value={query}
      onValueChange={(value, { reason }) => {
        // Choosing a line is no typing.
        if (reason !== 'item-press') setQuery(value);
      }}
      itemToStringValue={({ title }: { title: string }) => title}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        {stage && <span className="max-w-[50%] truncate font-medium">{stage.title}</span>}
        <Autocomplete.Input
          aria-label={stage ? stage.title : 'Find a thing or an action'}
          placeholder={stage ? 'which network?' : 'Find a thing or an action…'}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={onKeyDown}
          className="h-10 min-w-0 flex-1 bg-transparent text-sm outline-none! placeholder:text-muted"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1">
        <Autocomplete.Empty>
          <p className="px-2 py-3 text-muted empty:hidden">
            {stage && query === '' ? 'There is no network to join.' : 'Nothing is called so.'}
          </p>
        </Autocomplete.Empty>
        <Autocomplete.List className="outline-none">
          {(group: (typeof groups)[number]) => (
            <Autocomplete.Group key={group.title} items={group.items} className="not-last:mb-1">
              <Autocomplete.GroupLabel className="px-2 pt-1.5 pb-1 text-2xs text-muted">
                {group.title}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: (typeof group.items)[number]) => (
                  <PaletteItem key={command.id} command={command} onChoose={() => choose(command)} />
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <footer className="flex items-center gap-3 border-t border-line px-3 py-1.5 text-2xs text-muted max-sm:hidden">
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span className="flex items-center gap-1">
          <Kbd>Enter</Kbd> do it; a change shows its plan first
        </span>
        <span className="ml-auto flex items-center gap-1">
          <Kbd>{stage ? '⌫' : 'Esc'}</Kbd> {stage ? 'back' : 'close'}
        </span>
      </footer>
    </Autocomplete.Root>
  );
}
