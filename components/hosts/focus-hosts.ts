import { inspectorId } from '#components/inspector/focus.ts';

/** Marks the buttons that add a host: in the list, in the table, on the empty page. One of them shows. */
export const addsHost = { 'data-adds-host': '' };

/**
 * What opened the sheet may be gone with what the sheet did (a removed host's menu, the empty page's button): then
 * the inspector or the button that adds a host takes the keyboard. The dialog returns the focus only after it has told
 * that it is closed.
 */
export function keepFocus(): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const places = [
      document.getElementById(inspectorId),
      ...document.querySelectorAll<HTMLElement>('[data-adds-host]'),
    ];
    places.find((place) => place?.checkVisibility())?.focus({ preventScroll: true });
  }, 100);
}
