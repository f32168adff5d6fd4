import { useEffect, useRef } from 'react';
import { isTyping } from '#components/shell/shortcuts.ts';

/** Switches the layer of wires with the key W, while the picture is there. */
export function useWiresKey(wires: boolean, onWires: (on: boolean) => void): void {
  const toggle = useRef(() => onWires(!wires));
  useEffect(() => {
    toggle.current = () => onWires(!wires);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'w' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      // With a sheet or a menu open the key is theirs.
      if (document.querySelector('[data-sheet][data-open], [role="menu"]')) return;
      event.preventDefault();
      toggle.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
