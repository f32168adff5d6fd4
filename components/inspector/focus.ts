/** The inspector's element. */
export const inspectorId = 'inspector';

let cameFrom: HTMLElement | undefined;

/** Takes the keyboard to the inspector, and remembers from where. */
export function focusInspector(): void {
  const inspector = document.getElementById(inspectorId);
  if (!inspector) return;
  if (document.activeElement instanceof HTMLElement) cameFrom = document.activeElement;
  inspector.focus();
}

/** Takes the keyboard back to where it came from, if that is still on the page. */
export function leaveInspector(): void {
  if (cameFrom?.isConnected) cameFrom.focus();
  cameFrom = undefined;
}
