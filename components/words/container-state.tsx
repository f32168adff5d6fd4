import { cx } from '#components/ui/cx.ts';
import { isUp } from '#lib/topology/container-state.ts';
import type { Container } from '#lib/topology/model.ts';

/** What a state means for the container's networks, in one sentence; undefined where there is nothing to add. */
export function stateMeaning(state: Container['state']): string | undefined {
  switch (state) {
    case 'running':
      return undefined;
    case 'paused':
      return 'Paused: it keeps its addresses and interfaces, but answers nothing.';
    case 'created':
      return 'Never started: it is a member of its networks, but has no address on them yet. That is why it is grey.';
    case 'exited':
      return 'Stopped: it stays a member of its networks and gets an address again when it starts. That is why it is grey.';
    case 'dead':
      return 'Dead: the engine could not remove it wholly. It has no address on its networks; that is why it is grey.';
    case 'restarting':
      return 'Restarting: its addresses come back when it runs, and may be others.';
    case 'removing':
      return 'Being removed: it leaves its networks with that.';
  }
}

/** A container's state: a word, and a lamp that is full, half or empty as well as coloured. */
export function ContainerState({ state }: { state: Container['state'] }) {
  const up = isUp(state);
  return (
    <span className={cx('inline-flex items-center gap-1.5', up ? 'text-ink' : 'text-muted')}>
      <span
        aria-hidden="true"
        className={cx(
          'inline-block size-2 shrink-0 rounded-full border',
          state === 'running' && 'border-ok bg-ok',
          state === 'paused' && 'border-warn bg-warn/50',
          state === 'restarting' && 'border-warn',
          state !== 'running' && state !== 'paused' && state !== 'restarting' && 'border-faint',
        )}
      />
      {state === 'exited' ? 'stopped' : state}
    </span>
  );
}
