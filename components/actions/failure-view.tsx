import { Disclosure } from '#components/ui/disclosure.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** What went wrong and what to do, with the engine's own words for those who ask. */
export function FailureView({ message, engine }: { message: string; engine?: string | undefined }) {
  return (
    <Notice tone="bad" role="alert">
      <p>{message}</p>
      {engine !== undefined && (
        <div className="mt-1.5">
          <Disclosure summary="What the engine said">
            <pre className="overflow-x-auto font-mono text-xs whitespace-pre-wrap text-muted">{engine}</pre>
          </Disclosure>
        </div>
      )}
    </Notice>
  );
}
