import type { OwnReach } from '#lib/actions/own-reach.ts';
import type { Patchbay } from '#server/context.ts';
import { connectionHeader } from './connection.ts';

/** What Patchbay needs to serve this request and to reach its hosts. */
export function ownReachOf(request: Request, { remoteAddress, ownReach }: Patchbay): Promise<OwnReach[]> {
  return ownReach(remoteAddress(request.headers.get(connectionHeader) ?? ''));
}
