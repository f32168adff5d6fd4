import { EmptyState } from '#components/ui/empty-state.tsx';

/** Patchbay has one page; any other address leads here. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState
        title="There is no such page"
        action={
          <a className="underline underline-offset-2" href="/">
            Go to the patch bay
          </a>
        }
      >
        <p>The address leads nowhere here.</p>
      </EmptyState>
    </main>
  );
}
