import { inspectorId } from '#components/inspector/focus.ts';

/** The button in the list of hosts. */
export const addHostId = 'add-host';

/**
 * What opened the sheet may be gone with what the sheet did (a removed host's menu, the empty page's button): then
 * the inspector or the list takes the keyboard. The dialog returns the focus only after it has told that it is closed.
 */
export function keepFocus(): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const places = [document.getElementById(inspectorId), document.getElementById(addHostId)];
    places.find((place) => place?.checkVisibility())?.focus({ preventScroll: true });
  }, 100);
}
