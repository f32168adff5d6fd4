import { FailureView } from '#components/actions/failure-view.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Detail } from './use-detail.ts';

/** Says that a detail is on its way, or why it could not be read. Nothing once it is there. */
export function DetailState<T>({ detail }: { detail: Detail<T> }) {
  if (detail.failure) {
    return (
      <div className="grid gap-2 border-t border-line px-4 py-3">
        <FailureView message={detail.failure.message} engine={detail.failure.engine} />
        <div>
          <Button onClick={detail.retry}>Read it again</Button>
        </div>
      </div>
    );
  }
  if (detail.value !== undefined) return null;
  return (
    <p role="status" className="border-t border-line px-4 py-3 text-muted">
      Reading more from the engine…
    </p>
  );
}
