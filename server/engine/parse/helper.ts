import { z } from 'zod';
import type { HelperContainer } from '../helper-containers.ts';

const createdSchema = z.object({ Id: z.string().min(1) });

/** The reply of `POST /containers/create` and `POST /containers/{id}/exec` → the id. */
export function readCreatedId(reply: unknown): string {
  return createdSchema.parse(reply).Id;
}

const listedSchema = z.array(z.object({ Id: z.string().min(1), State: z.string().nullish() }));

/** `GET /containers/json` → what there is to know of helpers. */
export function readHelpers(reply: unknown): HelperContainer[] {
  return listedSchema.parse(reply ?? []).map(({ Id, State }) => ({ id: Id, running: State === 'running' }));
}
