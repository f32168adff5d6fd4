import { cx } from '#components/ui/cx.ts';
import { isDown, portMeaning } from '#components/words/wires.ts';

/** The state of a wire's end as a word, in colour where it carries nothing though a container is there. */
export function LinkState({ state }: { state: string }) {
  return <span className={cx('whitespace-nowrap', isDown(state) && 'text-bad')}>{state}</span>;
}

/** The state of a bridge's port, and what it means where that is nothing good. */
export function PortState({ state, role }: { state: string; role?: string | undefined }) {
  const meaning = portMeaning(state);
  return (
    <>
      {[state, role].filter(Boolean).join(', ')}
      {meaning && <span className="block font-sans text-xs text-muted">{meaning}</span>}
    </>
  );
}
