'use client';

import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';

export interface SheetProps {
  open: boolean;
  onClose(): void;
  title: ReactNode;
  /** A line below the title. */
  subtitle?: ReactNode;
  /** What has the focus first; otherwise the first thing that can. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** After it has gone from view, and the focus has returned. */
  onClosed?: () => void;
  /** Room for two columns. */
  wide?: boolean;
  children: ReactNode;
}

/** A modal sheet: in the middle of a wide window, at the foot of a narrow one. Escape closes it, focus returns. */
export function Sheet({
  open,
  onClose,
  title,
  subtitle,
  initialFocus,
  onClosed,
  wide = false,
  children,
}: SheetProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(now) => !now && onClosed?.()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-black/30 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/55" />
        <Dialog.Viewport
          className={cx(
            'fixed inset-0 z-50 flex items-start justify-center overflow-y-auto p-4 max-sm:items-end max-sm:p-0',
            wide ? 'pt-[4dvh]' : 'pt-[10dvh]',
          )}
        >
          <Dialog.Popup
            initialFocus={initialFocus}
            data-sheet
            className={cx(
              wide ? 'max-w-260' : 'max-w-135',
              'w-full rounded-md border border-line bg-panel text-ink shadow-2xl shadow-black/25 outline-none transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 max-sm:max-h-[90dvh] max-sm:overflow-y-auto max-sm:rounded-b-none max-sm:border-x-0 max-sm:border-b-0',
            )}
          >
            <header className="flex items-start gap-3 border-b border-line py-3 pr-3 pl-5">
              <div className="min-w-0 flex-1">
                <Dialog.Title className="text-base font-semibold wrap-anywhere">{title}</Dialog.Title>
                {subtitle && (
                  <Dialog.Description className="mt-0.5 text-xs text-muted">{subtitle}</Dialog.Description>
                )}
              </div>
              <Dialog.Close
                render={
                  <IconButton label="Close">
                    <X className="size-4" />
                  </IconButton>
                }
              />
            </header>
            {children}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
