import type { Topology } from './model.ts';
import { idFaults } from './validate-ids.ts';
import { referenceFaults } from './validate-references.ts';
import { ruleFaults } from './validate-rules.ts';

/**
 * Every fault of a topology, each as a sentence; none for what `merge` gives. For tests, and for a
 * server that would rather log than publish nonsense.
 */
export function validate(topology: Topology): string[] {
  const dangling = referenceFaults(topology);
  // The rules follow references: with one missing they would say the same again, less clearly.
  return [...idFaults(topology), ...dangling, ...(dangling.length > 0 ? [] : ruleFaults(topology))];
}
