import type { KnownEndpoint } from './known-endpoint.ts';
import type { OwnReach } from './own-reach.ts';

/** What a plan can rest on beyond the topology. Without it the plan tells less. */
export interface Circumstances {
  /** What inspects told of endpoints, by our id of each. */
  known?: ReadonlyMap<string, KnownEndpoint>;
  /** What Patchbay itself needs to be reached and to reach its hosts. */
  own?: readonly OwnReach[] | undefined;
}
