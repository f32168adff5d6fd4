import {
  Cable,
  ChevronsDownUp,
  ChevronsUpDown,
  type LucideIcon,
  Maximize,
  Minus,
  Plus,
  Undo2,
} from 'lucide-react';
import { cx } from '#components/ui/cx.ts';

interface GraphControlsProps {
  onZoom(factor: number): void;
  onFit(): void;
  /** Absent while every host stands where the layout puts it. */
  onResetPlaces: (() => void) | undefined;
  wires: boolean;
  onWires(on: boolean): void;
  folding: { folded: ReadonlySet<string>; foldAll(fold: boolean): void } | undefined;
}

/** The buttons at the picture's corner. */
export function GraphControls({ onZoom, onFit, onResetPlaces, wires, onWires, folding }: GraphControlsProps) {
  return (
    <div className="absolute right-3 bottom-3 flex flex-col divide-y divide-line rounded border border-line bg-panel">
      <Control
        icon={Cable}
        label="Wires: interfaces, veths, bridges (w)"
        pressed={wires}
        onClick={() => onWires(!wires)}
      />
      <Control icon={Plus} label="Zoom in" onClick={() => onZoom(1.3)} />
      <Control icon={Minus} label="Zoom out" onClick={() => onZoom(1 / 1.3)} />
      <Control icon={Maximize} label="Fit all hosts in the window" onClick={onFit} />
      {folding &&
        (folding.folded.size > 0 ? (
          <Control icon={ChevronsUpDown} label="Open all hosts" onClick={() => folding.foldAll(false)} />
        ) : (
          <Control icon={ChevronsDownUp} label="Fold all hosts" onClick={() => folding.foldAll(true)} />
        ))}
      {onResetPlaces && <Control icon={Undo2} label="Put moved hosts back" onClick={onResetPlaces} />}
    </div>
  );
}

interface ControlProps {
  icon: LucideIcon;
  label: string;
  /** Of a switch: whether it is on. */
  pressed?: boolean;
  onClick(): void;
}

function Control({ icon: Icon, label, pressed, onClick }: ControlProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
      className={cx(
        'grid size-8 place-items-center hover:bg-raised hover:text-ink',
        pressed ? 'bg-accent/15 text-accent' : 'text-muted',
      )}
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden />
    </button>
  );
}
