import { ChevronsDownUp, ChevronsUpDown, type LucideIcon, Maximize, Minus, Plus, Undo2 } from 'lucide-react';

interface GraphControlsProps {
  onZoom(factor: number): void;
  onFit(): void;
  /** Absent while every host stands where the layout puts it. */
  onResetPlaces: (() => void) | undefined;
  folding: { folded: ReadonlySet<string>; foldAll(fold: boolean): void } | undefined;
}

/** The buttons at the picture's corner. */
export function GraphControls({ onZoom, onFit, onResetPlaces, folding }: GraphControlsProps) {
  return (
    <div className="absolute right-3 bottom-3 flex flex-col divide-y divide-line rounded border border-line bg-panel">
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

function Control({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick(): void }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={onClick}
      className="grid size-8 place-items-center text-muted hover:bg-raised hover:text-ink"
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden />
    </button>
  );
}
