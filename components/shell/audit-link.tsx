import { ScrollText } from 'lucide-react';
import Link from 'next/link';
import { Tooltip } from '#components/ui/tooltip.tsx';

/** The way to the audit log. */
export function AuditLink() {
  return (
    <Tooltip text="Audit log">
      <Link
        href="/audit"
        prefetch={false}
        aria-label="Audit log"
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-ink/5 hover:text-ink"
      >
        <ScrollText className="size-4" />
      </Link>
    </Tooltip>
  );
}
