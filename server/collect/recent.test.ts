import { describe, expect, it } from 'vitest';
import { layOver, type Recent, stillRecent } from './recent.ts';

describe('layOver', () => {
  const a = (value: string) => ({ nativeId: 'a', value });
  const b = { nativeId: 'b', value: 'listed' };
  const settle = 900;

  it.each<
    [string, { at: number; facts: readonly ReturnType<typeof a>[] }, Recent<ReturnType<typeof a>>, unknown]
  >([
    ['nothing recent: the list as it is', { at: 0, facts: [a('old'), b] }, new Map(), [a('old'), b]],
    [
      'inspected before a list that was asked for too soon',
      { at: 100, facts: [a('old'), b] },
      new Map([['a', { at: 50, fact: a('new') }]]),
      [a('new'), b],
    ],
    [
      'inspected after the list was asked for',
      { at: 100, facts: [a('old'), b] },
      new Map([['a', { at: 150, fact: a('new') }]]),
      [a('new'), b],
    ],
    [
      'inspected long before the list: the list knows better',
      { at: 1000, facts: [a('newer'), b] },
      new Map([['a', { at: 100, fact: a('new') }]]),
      [a('newer'), b],
    ],
    [
      'new, not listed yet',
      { at: 100, facts: [b] },
      new Map([['a', { at: 90, fact: a('new') }]]),
      [b, a('new')],
    ],
    [
      'gone, still listed',
      { at: 100, facts: [a('old'), b] },
      new Map([['a', { at: 90, fact: 'gone' as const }]]),
      [b],
    ],
    [
      'gone, not listed any more',
      { at: 100, facts: [b] },
      new Map([['a', { at: 90, fact: 'gone' as const }]]),
      [b],
    ],
    [
      'gone long ago and listed again',
      { at: 1000, facts: [a('again')] },
      new Map([['a', { at: 90, fact: 'gone' as const }]]),
      [a('again')],
    ],
    [
      'new long ago and not listed: it is gone',
      { at: 1000, facts: [] },
      new Map([['a', { at: 90, fact: a('new') }]]),
      [],
    ],
  ])('%s', (_, listed, recent, expected) => {
    expect(layOver(listed, recent, settle)).toEqual(expected);
  });

  it('what a list outlives is forgotten', () => {
    const recent: Recent<string> = new Map([
      ['a', { at: 99, fact: 'x' }],
      ['b', { at: 101, fact: 'y' }],
    ]);
    expect([...stillRecent(recent, 1000, settle).keys()]).toEqual(['b']);
  });
});
