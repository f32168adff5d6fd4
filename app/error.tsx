'use client';

import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** What shows when the page itself fails: say so, and offer a way on. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState title="The page failed" action={<Button onClick={reset}>Try again</Button>}>
        <p>
          This is a fault in Patchbay, not in your hosts: nothing was changed on them. Try again, or reload
          the page.
        </p>
        <p className="mt-2 font-mono text-xs wrap-anywhere">{error.message}</p>
      </EmptyState>
    </main>
  );
}
