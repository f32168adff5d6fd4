import { z } from 'zod';
import type { EngineEvent } from '../engine-client.ts';
import { text, texts } from './common.ts';

const eventSchema = z.object({
  Type: text,
  Action: text,
  Actor: z.object({ ID: text, Attributes: texts }).nullish(),
  scope: z.enum(['local', 'swarm']).catch('local'),
});

/** One line of `GET /events`, or undefined if it is none. */
export function readEvent(line: string): EngineEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined; // The caller counts such lines as "not a Docker Engine".
  }
  const event = eventSchema.safeParse(value);
  if (!event.success) return undefined;
  const { Type, Action, Actor, scope } = event.data;
  return {
    type: Type,
    action: Action,
    id: Actor?.ID ?? '',
    scope,
    attributes: Actor?.Attributes ?? {},
  };
}
