import type { Result, StepResult } from '#lib/actions/schema.ts';
import { type ProgressLine, progressType } from '#lib/wire/progress.ts';
import { patchbay } from '#server/context.ts';
import { isFailure } from '#server/failure.ts';
import { errorReply } from './error-body.ts';

type Work = (progress: (at: number, step: StepResult) => void) => Promise<Result>;

/**
 * The result of work of many steps. Whoever accepts `application/x-ndjson` gets a line for each step as it ends
 * and a last one with the result; what fails before the first step is an ordinary error.
 */
export async function withProgress(request: Request, work: Work): Promise<Result | Response> {
  if (!request.headers.get('accept')?.includes(progressType)) return work(() => undefined);
  const encoder = new TextEncoder();
  let out: ReadableStreamDefaultController<Uint8Array> | undefined;
  const lines = new ReadableStream<Uint8Array>({
    start: (controller) => {
      out = controller;
    },
    // A browser that has gone does not end the work: it is done, and recorded, all the same.
    cancel: () => {
      out = undefined;
    },
  });
  const tell = (line: ProgressLine) => out?.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
  const begun = Promise.withResolvers<void>();
  const done = work((at, step) => {
    tell({ at, step });
    begun.resolve();
  });
  await Promise.race([begun.promise, done]);
  void done.then((result) => tell({ result }), failed).finally(() => out?.close());
  function failed(error: unknown) {
    if (!isFailure(error)) patchbay().log.error({ err: error }, 'an action failed half-way');
    tell(errorReply(error).body);
  }
  return new Response(lines, {
    headers: { 'content-type': progressType, 'cache-control': 'no-store' },
  });
}
