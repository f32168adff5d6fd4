/** The label that every helper container of a Patchbay bears, whichever Patchbay made it; its value says what for. */
export const helperLabel = 'patchbay.helper';

/** Whether these are the labels of such a helper. Anybody may give the label to a container of their own. */
export function isHelper(labels: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(labels, helperLabel);
}
