import { Notice } from '#components/ui/notice.tsx';
import type { IdlePorts } from '#components/words/idle-ports.ts';

/** Says which ports were to be published and are not, and why. */
export function IdlePortsNote({ idle }: { idle: IdlePorts }) {
  return (
    <div className="mt-1.5 text-xs" data-testid="idle-ports">
      <Notice tone="warn">
        Asked for without effect: <span className="font-mono">{idle.ports.join(', ')}</span>. {idle.reason}
      </Notice>
    </div>
  );
}
