import { defineConfig } from 'vitest/config';

/**
 * `unit` needs nothing but this checkout; `engine` drives real Docker Engines in a lab and needs root, `engines` does so
 * with engines of several versions.
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
          exclude: ['**/node_modules/**', '.next/**'],
          fileParallelism: false,
          // Tests have their own patience, shorter than this: a busy machine fails none.
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
