import type { Core, ElementDefinition } from 'cytoscape';
import { dequal } from 'dequal';

/**
 * Leads Cytoscape from the elements it was last given to new ones, in one batch: edges go first and come last, since
 * an edge without its ends throws. What did not change is not touched, so nothing of it is redrawn or moved.
 */
export function patchElements(cy: Core, from: ElementMap, to: readonly ElementDefinition[]): ElementMap {
  const next: ElementMap = new Map(to.map((element) => [String(element.data.id), element]));
  const gone = [...from].filter(([id, old]) => !survives(old, next.get(id)));
  const fresh = to.filter((element) => !survives(from.get(String(element.data.id)), element));
  cy.batch(() => {
    for (const [id, element] of gone) if (element.group === 'edges') cy.getElementById(id).remove();
    for (const [id, element] of gone) if (element.group === 'nodes') cy.getElementById(id).remove();
    cy.add(fresh.filter((element) => element.group === 'nodes'));
    cy.add(fresh.filter((element) => element.group === 'edges'));
    for (const [id, element] of next) {
      const old = from.get(id);
      if (old && survives(old, element) && !dequal(old, element)) replace(cy, old, element);
    }
  });
  return next;
}

export type ElementMap = ReadonlyMap<string, ElementDefinition>;

/** An edge can't change its ends: then it is another edge. */
function survives(old: ElementDefinition | undefined, now: ElementDefinition | undefined): boolean {
  if (!old || !now || old.group !== now.group) return false;
  return old.data.source === now.data.source && old.data.target === now.data.target;
}

function replace(cy: Core, old: ElementDefinition, now: ElementDefinition): void {
  const element = cy.getElementById(String(now.data.id));
  if (!dequal(old.data, now.data)) {
    // data() merges: a field that is no more must be taken away.
    element.removeData(
      Object.keys(old.data)
        .filter((key) => !(key in now.data))
        .join(' '),
    );
    element.data(now.data);
  }
  if (now.position && !dequal(old.position, now.position)) element.position(now.position);
  if (old.classes !== now.classes) element.classes(String(now.classes ?? ''));
}
