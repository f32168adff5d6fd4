'use client';

import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** How an item of a menu looks. */
export const menuItemClass =
  'flex min-h-7 cursor-default items-center gap-2 rounded-xs px-2 py-1 text-sm outline-none select-none data-highlighted:bg-ink/7 data-disabled:text-muted';

/** The floating part of a menu. */
export function MenuPopup({
  align = 'start',
  className,
  children,
}: {
  align?: 'start' | 'end';
  className?: string;
  children: ReactNode;
}) {
  return (
    <Menu.Portal>
      <Menu.Positioner sideOffset={4} align={align} className="z-40 outline-none">
        <Menu.Popup
          className={cx(
            'max-h-(--available-height) overflow-y-auto rounded-sm border border-line bg-panel p-1 text-ink shadow-lg shadow-black/15 outline-none',
            className,
          )}
        >
          {children}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}
