import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissionOf } from '#server/http/route.ts';

/** Every route handler there is, by path and method. */
const files = globSync(join(import.meta.dirname, '**/route.{ts,tsx,js,mjs}')).sort();
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What each handler asks for. A new route is added here, with thought. */
const expected: Record<string, string> = {
  'GET /api/[[...path]]': 'public',
  'POST /api/[[...path]]': 'public',
  'PUT /api/[[...path]]': 'public',
  'PATCH /api/[[...path]]': 'public',
  'DELETE /api/[[...path]]': 'public',
  'GET /api/health': 'public',
  'GET /api/v1/topology': 'view',
  'GET /api/v1/topology/events': 'view',
  'GET /api/v1/hosts': 'view',
  'POST /api/v1/hosts': 'administer',
  'PUT /api/v1/hosts/[id]': 'administer',
  'DELETE /api/v1/hosts/[id]': 'administer',
  'POST /api/v1/hosts/test': 'administer',
  'PUT /api/v1/hosts/test': 'administer',
  'DELETE /api/v1/hosts/test': 'administer',
  'GET /api/v1/networks/[...id]': 'view',
  'GET /api/v1/containers/[...id]': 'view',
  'GET /api/v1/interfaces/[id]': 'view',
  'GET /api/v1/counters/[...id]': 'view',
  'POST /api/v1/actions/plan': 'view',
  'POST /api/v1/actions/stop': 'operate',
  'POST /api/v1/actions/apply': 'operate',
  'GET /api/v1/audit': 'operate',
  'GET /api/v1/audit/[id]': 'operate',
  'GET /api/v1/audit/export': 'operate',
};

const found: Record<string, string | undefined> = {};
for (const file of files) {
  const module: Record<string, unknown> = await import(file);
  const path = `/api/${relative(import.meta.dirname, file)}`.replace(/\/route\.\w+$/, '');
  for (const method of methods)
    if (method in module) found[`${method} ${path}`] = permissionOf(module[method]);
}

describe('route handlers', () => {
  it('are all made by `route`, which names a permission', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(Object.entries(found).filter(([, permission]) => permission === undefined)).toEqual([]);
  });

  it('ask for what they should', () => {
    expect(found).toEqual(expected);
  });

  it('are nowhere but under app/api, where this test looks', () => {
    const app = join(import.meta.dirname, '..');
    const elsewhere = globSync(join(app, '**/route.{ts,tsx,js,jsx,mjs,cjs}')).filter(
      (file) => !files.includes(file),
    );
    expect(elsewhere).toEqual([]);
    expect(globSync(join(app, '../{pages,middleware,proxy}{,.ts,.js}'))).toEqual([]);
  });
});
