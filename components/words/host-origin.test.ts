import { expect, it } from 'vitest';
import type { Host } from '#lib/topology/model.ts';
import { originText } from './host-origin.ts';

const host = (more: Partial<Host>): Host => ({
  id: 'a',
  name: 'a',
  url: 'unix:///a',
  status: 'live',
  lastSeen: null,
  drivers: [],
  rootless: false,
  warnings: [],
  ...more,
});

it('says where a host that can not be changed on the page comes from', () => {
  expect(originText(host({ origin: 'stored' }))).toBeUndefined();
  expect(originText(host({ origin: 'file', source: 'patchbay.yaml' }))).toBe(
    'from patchbay.yaml, change it there',
  );
  expect(originText(host({ origin: 'file', source: 'the usual sockets' }))).toContain('found by itself');
  expect(originText(host({}))).toBe('from the configuration, change it there');
});
