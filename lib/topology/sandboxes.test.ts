import { describe, expect, it } from 'vitest';
import { placeContainers } from './sandboxes.ts';
import { attachmentFact, containerFact, nativeId } from './testdata/facts.ts';

/** Containers by name and network mode, each with its sandbox's id (without the host) and kind. */
function place(modes: Record<string, string>): Record<string, string> {
  const facts = Object.entries(modes).map(([name, networkMode]) => containerFact(name, { networkMode }));
  const names = new Map(facts.map((fact) => [fact.nativeId, fact.name]));
  return Object.fromEntries(
    placeContainers('alpha', facts).map(({ fact, sandbox }) => {
      const key = sandbox.id.replace('sandbox:alpha/', '');
      return [fact.name, `${sandbox.kind} ${names.get(key) ?? key}${sandbox.ownerId ? '' : ', no owner'}`];
    }),
  );
}

describe('sandboxes', () => {
  it('[S1] gives each container its own', () => {
    expect(place({ web: 'bridge', db: 'front' })).toEqual({ web: 'private web', db: 'private db' });
    expect(placeContainers('alpha', [containerFact('web')])[0]?.sandbox).toEqual({
      id: `sandbox:alpha/${nativeId('web')}`,
      hostId: 'alpha',
      kind: 'private',
      ownerId: `container:alpha/${nativeId('web')}`,
    });
  });

  it('[S2] puts those in host mode into the host’s', () => {
    const host = 'host host, no owner';
    expect(place({ web: 'host', db: 'host' })).toEqual({ web: host, db: host });
  });

  it('[S3] gives those in none mode an empty one', () => {
    expect(place({ web: 'none' })).toEqual({ web: 'none web' });
  });

  it.each([
    [[attachmentFact('none')], 'none'],
    [[attachmentFact('front')], 'private'],
    [[attachmentFact('none'), attachmentFact('front')], 'private'],
  ])('[S3] looks at what a container in none mode is on: %#', (attachments, kind) => {
    const [placed] = placeContainers('alpha', [containerFact('web', { networkMode: 'none', attachments })]);
    expect(placed?.sandbox.kind).toBe(kind);
  });

  it.each([
    ['id', nativeId('web')],
    ['name', 'web'],
    ['beginning of the id', nativeId('web').slice(0, 6)],
  ])('[S4] finds a target by %s', (_, target) => {
    const facts = [containerFact('web'), containerFact('side', { networkMode: `container:${target}` })];
    const side = placeContainers('alpha', facts)[1];
    expect(side?.sandbox.ownerId).toBe(`container:alpha/${nativeId('web')}`);
    expect(side?.networkMode).toBe(`container:${nativeId('web')}`);
  });

  it('[S4] prefers a name to the beginning of an id, and takes no ambiguous one', () => {
    const prefix = nativeId('web').slice(0, 2);
    const facts = [
      containerFact('web'),
      containerFact(prefix),
      containerFact('side', { networkMode: `container:${prefix}` }),
    ];
    expect(placeContainers('alpha', facts)[2]?.sandbox.ownerId).toBe(`container:alpha/${nativeId(prefix)}`);
    expect(
      place({ web1: 'bridge', web2: 'bridge', side: `container:${nativeId('web').slice(0, 6)}` }).side,
    ).toBe(`private ${nativeId('web').slice(0, 6)}, no owner`);
  });

  it('[S5] follows chains', () => {
    expect(place({ a: 'container:b', b: 'container:c', c: 'front' })).toMatchObject({
      a: 'private c',
      b: 'private c',
    });
    expect(place({ a: 'container:b', b: 'host' })).toMatchObject({ a: 'host host, no owner' });
    expect(place({ a: 'container:b', b: 'container:gone' })).toMatchObject({ a: 'private gone, no owner' });
    expect(place({ a: 'container:b', b: 'none' })).toMatchObject({ a: 'none b' });
  });

  it('[S6] survives circles', () => {
    expect(place({ c: 'container:b', b: 'container:c', a: 'container:b' })).toEqual({
      a: 'private b',
      b: 'private b',
      c: 'private b',
    });
    expect(place({ a: 'container:a' })).toEqual({ a: 'private a' });
  });

  it.each([
    ['gone', 'private gone, no owner'],
    ['host', 'private container:host, no owner'],
    ['', 'private , no owner'],
  ])('[S7] names the sandbox of the missing target %j after it', (target, placed) => {
    expect(place({ web: `container:${target}` })).toEqual({ web: placed });
  });
});
