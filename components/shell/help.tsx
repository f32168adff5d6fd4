'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Legend } from './legend.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { isTyping } from './shortcuts.ts';

/** How to read the picture, and the keys. */
export function Help() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = (event: KeyboardEvent) => {
      if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) setOpen(true);
    };
    document.addEventListener('keydown', show);
    return () => document.removeEventListener('keydown', show);
  }, []);
  return (
    <>
      <IconButton label="Legend and keys" onClick={() => setOpen(true)}>
        <CircleQuestionMark className="size-4" />
      </IconButton>
      <Sheet open={open} onClose={() => setOpen(false)} title="Legend and keys">
        <div className="grid gap-5 px-5 pt-4 pb-5">
          <Legend />
          <ShortcutList />
        </div>
      </Sheet>
    </>
  );
}
