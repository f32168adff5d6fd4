'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';
import { useKeepFocus } from './use-keep-focus.ts';

/** Puts the page's short messages at its foot, above the legend. They wait while hovered or focused; F6 leads to them. */
export function Toaster({ children }: { children: ReactNode }) {
  const viewport = useRef<HTMLDivElement>(null);
  return (
    <Toast.Provider limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          ref={viewport}
          className="fixed bottom-[calc(1rem+var(--foot,0px))] left-1/2 sm:bottom-[calc(2.75rem+var(--foot,0px))] z-60 flex w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 flex-col-reverse gap-2 outline-none"
        >
          <Toasts viewport={viewport} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts({ viewport }: { viewport: RefObject<HTMLDivElement | null> }) {
  const { toasts } = Toast.useToastManager();
  // A message that changes may lose the button that was just pressed.
  useKeepFocus(viewport, () => viewport.current?.querySelector<HTMLElement>('button'));
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={cx(
        'rounded-sm border border-line bg-panel text-ink shadow-xl shadow-black/20 transition-[opacity,translate] duration-200 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0',
        toast.type === 'error' && 'border-l-2 border-l-bad',
        toast.type === 'done' && 'border-l-2 border-l-ok',
      )}
    >
      <Toast.Content className="flex items-center gap-3 py-2 pr-1.5 pl-3.5">
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-sm font-medium wrap-anywhere" />
          <Toast.Description className="text-xs wrap-anywhere text-muted" />
        </div>
        <Toast.Action className="h-7 shrink-0 rounded-sm border border-line px-2.5 text-sm font-medium hover:border-faint hover:bg-ink/5" />
        <Toast.Close
          render={
            <IconButton label="Dismiss">
              <X className="size-3.5" />
            </IconButton>
          }
        />
      </Toast.Content>
    </Toast.Root>
  ));
}

export const useToasts = Toast.useToastManager;
