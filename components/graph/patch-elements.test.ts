import cytoscape, { type Core } from 'cytoscape';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutPatchBay } from '#lib/layout/patch-bay.ts';
import { sampleTopology } from '#lib/layout/testdata/sample.ts';
import { elementsOf } from './elements.ts';
import { type ElementMap, patchElements } from './patch-elements.ts';

const sizes = fc.record({
  hosts: fc.integer({ min: 0, max: 4 }),
  containers: fc.integer({ min: 0, max: 30 }),
  swarm: fc.boolean(),
});

function elementsFor({ hosts, containers, swarm }: { hosts: number; containers: number; swarm: boolean }) {
  const topology = sampleTopology(hosts, containers, { swarm });
  return elementsOf(topology, layoutPatchBay(topology, { aspect: 1.6 }));
}

/** What Cytoscape holds, in a form that can be compared. */
function contents(cy: Core): Map<string, unknown> {
  return new Map(
    cy.elements().map((element): [string, unknown] => [
      element.id(),
      {
        data: element.data(),
        classes: [...element.classes()].sort(),
        position: element.isNode() ? element.position() : undefined,
      },
    ]),
  );
}

test('a walk of patches ends where a fresh drawing of the last step does', () => {
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 2, maxLength: 6 }), (steps) => {
      const walked = cytoscape({ headless: true });
      let held: ElementMap = new Map();
      for (const step of steps) held = patchElements(walked, held, elementsFor(step));
      const fresh = cytoscape({ headless: true });
      patchElements(fresh, new Map(), elementsFor(steps.at(-1) ?? { hosts: 0, containers: 0, swarm: false }));
      expect(contents(walked)).toEqual(contents(fresh));
    }),
    { seed: 11, numRuns: 25 },
  );
});

test('what did not change is not touched', () => {
  const cy = cytoscape({ headless: true });
  const held = patchElements(cy, new Map(), elementsFor({ hosts: 2, containers: 12, swarm: true }));
  const touched: string[] = [];
  cy.on('data position class add remove', (event) => {
    touched.push(event.target.id());
  });
  patchElements(cy, held, elementsFor({ hosts: 2, containers: 12, swarm: true }));
  expect(touched).toEqual([]);
});

test('no two elements have one id, however long the names of projects are', () => {
  const topology = sampleTopology(2, 40);
  const long = 'acme-corporation-backend-services-of-the-production-environment';
  for (const container of Object.values(topology.containers)) {
    if (container.compose) container.compose.project = `${long}-${container.compose.project}`;
  }
  const ids = elementsOf(topology, layoutPatchBay(topology, { aspect: 1.6 })).map(
    (element) => element.data.id,
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('a field that is gone is taken away', () => {
  const cy = cytoscape({ headless: true });
  const held = patchElements(cy, new Map(), [{ group: 'nodes', data: { id: 'a', label: 'old' } }]);
  patchElements(cy, held, [{ group: 'nodes', data: { id: 'a' } }]);
  expect(cy.getElementById('a').data()).toEqual({ id: 'a' });
});
