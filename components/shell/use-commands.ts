'use client';

import { useCallback, useEffect, useState } from 'react';
import type { PageContext, PicksControl } from '#components/page-context.tsx';
import type { Command } from '#lib/store/command.ts';
import { useTheme } from './use-theme.ts';
import type { ViewControl } from './use-view.ts';

export interface Commands {
  open: boolean;
  /** Counts the openings: each begins anew, also while the one before it fades. */
  opening: number;
  show(): void;
  close(): void;
  run(command: Command): void;
}

/** Opens the palette on Ctrl or ⌘ and K, and does what is chosen there. */
export function useCommands(
  { act, manageHost, select }: PageContext,
  { letGo }: PicksControl,
  { setMode, setTab, setWires }: Pick<ViewControl, 'setMode' | 'setTab' | 'setWires'>,
): Commands {
  const [open, setOpen] = useState(false);
  const [opening, setOpening] = useState(0);
  const [, setTheme] = useTheme();
  const show = useCallback(() => {
    setOpen(true);
    setOpening((count) => count + 1);
  }, []);
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      // A sheet that is open has the word: nothing may be opened over it.
      if (document.querySelector('[data-sheet][data-open]') === null) show();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [show]);

  const run = ({ does }: Command) => {
    switch (does.kind) {
      case 'select':
        return select(does.selection);
      case 'join':
        return act({ kind: 'connect', networkId: does.networkId, containerIds: does.containerIds });
      case 'disconnect':
        return act(does);
      case 'remove-network':
        return act({ kind: 'remove-network', networkIds: [does.networkId] });
      case 'prune-networks':
        return act({ kind: 'prune-networks', hostIds: [...does.hostIds] });
      case 'create-network':
        return act({ kind: 'create-network' });
      case 'let-go':
        return letGo();
      case 'add-host':
        return manageHost({ kind: 'add' });
      case 'mode':
        return setMode(does.mode);
      case 'tab':
        return setTab(does.tab);
      case 'wires':
        return setWires(does.wires);
      case 'theme':
        return setTheme(does.theme);
      case 'connect':
        // The palette itself asks for the network.
        return;
    }
  };
  return { open, opening, show, close, run };
}
