'use client';

import { Menu } from '@base-ui/react/menu';
import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { MenuPopup, menuItemClass } from '#components/ui/menu.tsx';
import { type Theme, themes, useTheme } from './use-theme.ts';

const words: Record<Theme, string> = { light: 'Light', dark: 'Dark', system: 'As the system has it' };
const icons = { light: Sun, dark: Moon, system: Monitor };

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  const Icon = icons[theme];
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <IconButton label="Theme">
            <Icon className="size-4" />
          </IconButton>
        }
      />
      <MenuPopup align="end">
        <Menu.RadioGroup value={theme} onValueChange={setTheme}>
          {themes.map((each) => (
            <Menu.RadioItem key={each} value={each} closeOnClick className={menuItemClass}>
              <span className="inline-flex size-3.5">
                <Menu.RadioItemIndicator>
                  <Check className="size-3.5" />
                </Menu.RadioItemIndicator>
              </span>
              {words[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </MenuPopup>
    </Menu.Root>
  );
}
