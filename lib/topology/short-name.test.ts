import { expect, it } from 'vitest';
import { shortName } from './short-name.ts';

const task = 'xzyc88xtn90h73cck7n87sb29';
const node = 'yrjoxkcql91z6cnt8nbxbqeto';

it('leaves the ids of tasks and nodes out', () => {
  const of = (name: string) => shortName({ name, swarm: { service: 's', task } });
  expect(of(`web.1.${task}`)).toBe('web.1');
  expect(of(`agent.${node}.${task}`)).toBe('agent');
  expect(of(`my.web.12.${task}`)).toBe('my.web.12');
  expect(of('renamed')).toBe('renamed');
});

it('leaves the names of other containers alone', () => {
  expect(shortName({ name: `web.${task}` })).toBe(`web.${task}`);
});
