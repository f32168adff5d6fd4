import { z } from 'zod';

const withId = z.object({ Id: z.string().min(1) });

/** The reply of `POST /containers/create` and `POST /containers/{id}/exec` → the id. */
export function readCreatedId(reply: unknown): string {
  return withId.parse(reply).Id;
}

/** `GET /containers/json` → the ids. */
export function readIds(reply: unknown): string[] {
  return z
    .array(withId)
    .parse(reply ?? [])
    .map(({ Id }) => Id);
}
