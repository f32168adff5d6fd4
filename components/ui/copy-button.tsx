'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from './cx.ts';

/** Copies a text, and says for a moment that it did or could not. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), 1500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    writeClipboard(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  const said = outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'The browser refused' : label;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={said}
      title={said}
      className={cx(
        'inline-flex size-5 shrink-0 items-center justify-center rounded-xs text-muted hover:bg-ink/5 hover:text-ink',
        className,
      )}
    >
      {outcome === 'copied' ? <Check className="size-3 text-ok" /> : <Copy className="size-3" />}
      <span role="status" className="sr-only">
        {outcome && said}
      </span>
    </button>
  );
}

/** The clipboard is there only in a secure context; the promise is refused elsewhere. */
async function writeClipboard(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
