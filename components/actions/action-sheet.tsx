'use client';

/** What a sheet is about: one container and one network, to be joined or parted. */
export interface ActionTarget {
  kind: 'connect' | 'disconnect';
  containerId: string;
  networkId: string;
}

/** The sheet that plans and applies an action. */
export function ActionSheet(_: { target: ActionTarget | undefined; onClose(): void }) {
  return null;
}
