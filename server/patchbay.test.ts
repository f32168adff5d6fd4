import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('loads in Node itself, which forgives less than the test runner: named imports of CommonJS packages', () => {
  const script = `import(${JSON.stringify(import.meta.resolve('./patchbay.ts'))}).then(({ createCore }) => console.log(typeof createCore))`;
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(told.trim()).toBe('function');
}, 20_000);
