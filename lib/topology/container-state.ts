import type { Container } from './model.ts';

/** Whether a container in this state has a live network stack. */
export function isUp(state: Container['state']): boolean {
  return state === 'running' || state === 'paused' || state === 'restarting';
}
