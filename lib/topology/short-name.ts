import type { Container } from './model.ts';

/** Swarm puts ids of 25 letters and digits behind a task's name: the task's, and for global services the node's. */
const ids = /(\.[a-z0-9]{25}){1,2}$/;

/**
 * A container's name for where there is little room: without the ids that Swarm appends to its tasks' names, so
 * `web.1` for `web.1.x0u…`. Unique on a host for ordinary names; Docker's commands want the whole one.
 */
export function shortName({ name, swarm }: Pick<Container, 'name' | 'swarm'>): string {
  return swarm === undefined ? name : name.replace(ids, '');
}
