import { defineConfig } from 'vitest/config';

/** Compares the machine before and after: nothing else may run meanwhile. */
const wholeMachine = ['e2e/lab/trace.engine.test.ts'];

/**
 * `unit` needs nothing but this checkout; `engine` and `machine` drive real Docker Engines in a lab and need root,
 * `engines` does so with engines of several versions.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,components,lib,server,e2e,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.{engine,engines}.test.ts', '**/node_modules/**'],
          // A busy machine is no fault of the code.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['**/*.engine.test.ts'],
          exclude: ['**/node_modules/**', '.next/**', ...wholeMachine],
          // Each has a lab of its own, and mostly waits.
          maxWorkers: 3,
          // Tests have their own patience, shorter than this: a busy machine fails none.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'machine',
          include: wholeMachine,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['**/*.engines.test.ts'],
          exclude: ['**/node_modules/**', '.next/**'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
