import type { z } from 'zod';
import type { auditExportSchema } from '#lib/wire/audit.ts';
import type { AuditStore } from '#server/storage/audit-store.ts';
import { exportText } from './export-text.ts';

const types = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/x-ndjson' };

/** The record as a file to keep: streamed, no faster than it is read. */
export function exportResponse(
  store: Pick<AuditStore, 'entriesAfter'>,
  { format, ...filter }: z.infer<typeof auditExportSchema>,
): Response {
  const text = exportText(store, format, filter);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(new TextEncoder().encode(value));
      },
      cancel: async () => {
        await text.return();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: {
      'Content-Type': types[format],
      'Content-Disposition': `attachment; filename="patchbay-audit.${format}"`,
      'Cache-Control': 'no-store',
    },
  });
}
