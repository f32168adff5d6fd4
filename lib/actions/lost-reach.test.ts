import { describe, expect, it } from 'vitest';
import { attachmentFact, containerFact, nativeId } from '../topology/testdata/facts.ts';
import { disconnect, warnings } from './testdata/plans.ts';
import { scene } from './testdata/scene.ts';

describe('who loses touch', () => {
  it('[Q3] tells all names that the engine’s DNS has for it, but its id', () => {
    const known = { aliases: ['www'], dnsNames: ['web', 'www', 'shop', nativeId('web').slice(0, 12)] };
    expect(warnings(disconnect('web', 'front', { known })).unreachable).toContain('as web, www or shop,');
  });

  it('[Q3] counts those who share a stack with a member, and those of other hosts', () => {
    expect(warnings(disconnect('rover', 'mesh')).unreachable).toBe(
      'far can no longer reach it as rover, nor can rover reach them.',
    );
  });

  it('[Q3] tells the address where there are no names', () => {
    expect(warnings(disconnect('plain', 'bridge')).unreachable).toBe(
      'plain2 can no longer reach it at 172.17.0.2, nor can plain reach them.',
    );
  });

  const both = [attachmentFact('front', { ipv4: '192.168.64.20' }), attachmentFact('back')];

  it('[Q3] [Q4] tells apart who meets it on another network', () => {
    const given = scene({ containers: [containerFact('twin', { attachments: both })] });
    expect(warnings(disconnect('twin', 'front', { known: { aliases: ['t'] }, given }))).toEqual({
      unreachable: 'cache, side and web can no longer reach it as twin or t, nor can twin reach them.',
      'alias-lost': 'db can reach it over another network, but as t only if it is called so there.',
    });
    expect(warnings(disconnect('twin', 'front', { given }))).not.toHaveProperty('alias-lost');
  });

  it('[Q4] knows that there are no names on the default bridge', () => {
    const attachments = [attachmentFact('front'), attachmentFact('bridge')];
    const containers = ['one', 'two'].map((name) => containerFact(name, { attachments }));
    expect(warnings(disconnect('one', 'front', { given: scene({ containers }) }))).toEqual({
      unreachable: 'cache, db, side and web can no longer reach it as one, nor can one reach them.',
      'names-lost': 'two can no longer reach it as one, only by address over the default bridge.',
    });
    expect(warnings(disconnect('one', 'bridge', { given: scene({ containers }) }))).toEqual({
      unreachable: 'plain and plain2 can no longer reach it at its address, nor can one reach them.',
    });
  });

  it('[Q3] shortens a long list', () => {
    const containers = [1, 2, 3, 4, 5, 6].map((number) =>
      containerFact(`c${number}`, { attachments: [attachmentFact('front')] }),
    );
    expect(warnings(disconnect('web', 'front', { given: scene({ containers }) })).unreachable).toBe(
      'c1, c2, c3, c4, c5 and 4 more can no longer reach it as web, nor can web reach them.',
    );
  });
});
