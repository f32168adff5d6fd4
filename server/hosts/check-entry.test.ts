import { expect, it } from 'vitest';
import { checkEntry } from './check-entry.ts';

const others = [
  { id: 'web-1', name: 'Web 1', url: 'unix:///var/run/docker.sock' },
  { id: 'first-name', name: 'Second name', url: 'tcp://10.0.0.1:2375' },
];
const check = (name: string, url = 'tcp://10.0.0.9') => checkEntry({ name, url }, others);
const faults = (name: string, url?: string) => {
  const result = check(name, url);
  return result.ok ? {} : result.fields;
};

it('makes a host with the slug of its name, both without what is around them', () => {
  expect(check('  DB Server ', ' tcp://10.0.0.9 ')).toEqual({
    ok: true,
    host: {
      id: 'db-server',
      name: 'DB Server',
      url: 'tcp://10.0.0.9:2375',
    },
  });
});

it('says at each field what is wrong with it, all at once', () => {
  expect(faults('', 'docker.sock')).toEqual({
    name: expect.stringContaining('Give the host a name'),
    url: expect.stringContaining('is not a URL'),
  });
  expect(faults('!!!').name).toContain('letter');
  expect(faults('Swarm').name).toContain('all hosts of a swarm');
  expect(faults('x'.repeat(101)).name).toContain('longer');
  expect(faults('a\u202eb').name).toContain('can’t be seen');
  expect(faults('db', 'tcp://me:secret@db').url).toMatch(/credentials/);
  expect(faults('db', 'tcp://me:secret@db').url).not.toContain('secret');
});

it('refuses what another host has, and says which', () => {
  expect(faults('Web 1').name).toContain('already');
  expect(faults('web.1')).toEqual({});
  expect(faults('WEB-1').name).toContain('too much like that of the host "Web 1"');
  expect(faults('First Name').name).toContain('"Second name" was once called so');
  expect(faults('second-name').name).toContain('too much like');
  expect(faults('db', 'tcp://10.0.0.1').url).toContain('"Second name" has this URL');
  expect(check('Web 1')).toMatchObject({ ok: false, conflict: true });
  expect(check('Web 1', 'nonsense')).toMatchObject({ ok: false, conflict: false });
});
