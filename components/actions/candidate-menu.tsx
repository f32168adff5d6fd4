'use client';

import { Menu } from '@base-ui/react/menu';
import { type ReactNode, useState } from 'react';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { MenuPopup, menuItemClass } from '#components/ui/menu.tsx';
import { isOffered } from '#lib/actions/connectability.ts';
import type { Candidate } from './candidates.ts';

/** How the button that opens the menu looks, whether the Tab key stops at it, and at which end the menu hangs. */
export type MenuButtonProps = Pick<ButtonProps, 'look' | 'tabIndex'> & { align?: 'start' | 'end' };

export interface CandidateMenuProps<T> extends MenuButtonProps {
  /** What the button says; `label` says it in full to screen readers. */
  text: string;
  label: string;
  /** Asked for when the menu opens: with many things on the page nobody judges them all beforehand. */
  candidates(): readonly Candidate<T>[];
  /** What to say where there is none. */
  none: string;
  show(item: T): ReactNode;
  onPick(item: T): void;
}

/** A menu of what could be joined; what can't is dimmed and says why. */
export function CandidateMenu<T extends { id: string; name: string }>({
  text,
  label,
  candidates,
  none,
  show,
  onPick,
  look = 'quiet',
  align = 'start',
  tabIndex = 0,
}: CandidateMenuProps<T>) {
  const [open, setOpen] = useState(false);
  const listed = open ? candidates() : [];
  return (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger
        render={
          <Button look={look} tabIndex={tabIndex} aria-label={label}>
            {text}
          </Button>
        }
      />
      <MenuPopup align={align} className="w-80 max-w-[calc(100vw-1rem)]">
        {listed.map(({ item, verdict }) => (
          <Menu.Item
            key={item.id}
            label={item.name}
            disabled={!isOffered(verdict)}
            onClick={() => onPick(item)}
            className={menuItemClass}
          >
            <span className="min-w-0 flex-1">
              {show(item)}
              {!verdict.ok && (
                <span className="mt-0.5 block text-2xs">
                  {isOffered(verdict) ? 'Leaves none for it.' : verdict.reason}
                </span>
              )}
              {verdict.ok && verdict.note && (
                <span className="mt-0.5 block text-2xs text-muted">{verdict.note}</span>
              )}
            </span>
          </Menu.Item>
        ))}
        {listed.length === 0 && <p className="px-2 py-1 text-muted">{none}</p>}
      </MenuPopup>
    </Menu.Root>
  );
}
