'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { themeKey } from './theme-script.ts';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const listeners = new Set<() => void>();
let chosen: Theme | undefined;

function current(): Theme {
  chosen ??= stored();
  return chosen;
}

function stored(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(themeKey)) ?? 'system';
  } catch {
    // Storage is forbidden here: the system's theme it is, until another is chosen.
    return 'system';
  }
}

function choose(theme: Theme): void {
  chosen = theme;
  try {
    if (theme === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
  } catch {
    // Storage is forbidden here: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen theme, kept on the document and in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, current, () => 'system' as const);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const show = () => {
      const system = media.matches ? 'dark' : 'light';
      document.documentElement.dataset.theme = theme === 'system' ? system : theme;
    };
    show();
    media.addEventListener('change', show);
    return () => media.removeEventListener('change', show);
  }, [theme]);
  return [theme, choose];
}
