import type { Patchbay } from '#server/context.ts';
import { connectionHeader } from './connection.ts';
import { createPushStream } from './sse.ts';

/** The stream of topology changes, as a reply to one browser. */
export function pushResponse(request: Request, { hub, closing, cut, log }: Patchbay): Response {
  const headers = {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-store, no-transform',
    // nginx buffers otherwise.
    'X-Accel-Buffering': 'no',
  };
  // Next answers HEAD by GET and leaves the body alone: a stream would wait for ever.
  if (request.method === 'HEAD') return new Response(null, { headers });
  const connection = request.headers.get(connectionHeader) ?? '';
  const stream = createPushStream({
    source: hub,
    signals: [request.signal, closing],
    onSlow() {
      log.warn({ connection }, 'a browser does not read its stream and is dropped');
      cut(connection);
    },
  });
  return new Response(stream, { headers });
}
