import { describe, expect, it } from 'vitest';
import { createHostFacts, isTracked } from './host-facts.ts';
import { container, network } from './testfacts.ts';

const settle = 900;
const member = (key: string) => ({ key, name: key, endpointId: `e-${key}` });

describe('isTracked', () => {
  it('is for networks whose members no container tells', () => {
    expect(isTracked(network('front'))).toBe(false);
    expect(isTracked(network('docker_gwbridge'))).toBe(true);
    expect(isTracked(network('mesh', { driver: 'overlay', scope: 'swarm' }))).toBe(true);
    expect(isTracked(network('kv', { driver: 'overlay', scope: 'global' }))).toBe(true);
    expect(isTracked(network('lan', { driver: 'macvlan', scope: 'swarm' }))).toBe(true);
    expect(isTracked(network('lan', { driver: 'macvlan' }))).toBe(false);
  });
});

describe('host facts', () => {
  const listed = (
    at: number,
    more: Partial<Parameters<ReturnType<typeof createHostFacts>['list']>[0]> = {},
  ) => ({
    at,
    networks: [],
    containers: [],
    warnings: [],
    ...more,
  });

  it('an inspect of an ordinary network brings no members: its containers tell them', () => {
    const facts = createHostFacts(settle);
    facts.network('front', { at: 0, fact: network('front', { members: [member('c1')] }) });
    expect(facts.networks()).toEqual([network('front')]);
    const mesh = network('mesh', { driver: 'overlay', members: [member('c1')] });
    facts.network('mesh', { at: 0, fact: mesh });
    expect(facts.networks()).toContainEqual(mesh);
  });

  it('an inspect keeps the image that the list names', () => {
    const facts = createHostFacts(settle);
    facts.list(listed(0, { containers: [container('web', { image: 'sha256:123' })] }));
    facts.container('web', { at: 10, fact: container('web', { image: 'busybox', state: 'exited' }) });
    expect(facts.containers()).toEqual([container('web', { image: 'sha256:123', state: 'exited' })]);
  });

  it('a stale list does not undo an inspect; the one after does', () => {
    const facts = createHostFacts(settle);
    facts.container('web', { at: 1000, fact: 'gone' });
    facts.list(listed(1100, { containers: [container('web')] }));
    expect(facts.containers()).toEqual([]);
    facts.list(listed(2000, { containers: [container('web')] }));
    expect(facts.containers()).toEqual([container('web')]);
  });

  it('an inspect that was under way when the thing was removed does not bring it back', () => {
    const facts = createHostFacts(settle);
    facts.list(listed(0, { networks: [network('back')], containers: [container('web')] }));
    facts.container('web', { at: 20, fact: 'gone' });
    facts.container('web', { at: 10, fact: container('web', { state: 'exited' }) });
    facts.network('back', { at: 20, fact: 'gone' });
    facts.network('back', { at: 10, fact: network('back') });
    expect(facts.containers()).toEqual([]);
    expect(facts.networks()).toEqual([]);
  });

  it('an endpoint that is nobody’s counts once it has stayed', () => {
    const facts = createHostFacts(settle);
    const mesh = (keys: string[]) =>
      network('mesh', { driver: 'overlay', scope: 'swarm', members: keys.map(member) });
    facts.list(listed(0, { networks: [mesh(['ep-old', 'lb-mesh'])] }));
    expect(facts.networks()).toEqual([mesh(['ep-old', 'lb-mesh'])]);
    facts.network('mesh', { at: 1000, fact: mesh(['ep-old', 'ep-new', 'lb-mesh']) });
    expect(facts.networks()).toEqual([mesh(['ep-old', 'lb-mesh'])]);
    facts.list(listed(2000, { networks: [mesh(['ep-new', 'lb-mesh'])] }));
    expect(facts.networks()).toEqual([mesh(['ep-new', 'lb-mesh'])]);
  });

  it('on a key-value store’s networks they are the members on other hosts, or may be its own in a moment', () => {
    const facts = createHostFacts(settle);
    const kv = (keys: string[]) =>
      network('kv', { driver: 'overlay', scope: 'global', members: keys.map(member) });
    facts.list(listed(0, { networks: [kv(['ep-there'])] }));
    expect(facts.networks()).toEqual([kv(['ep-there'])]);
    expect(facts.isHoldingBack()).toBe(false);
    facts.list(listed(1000, { networks: [kv(['ep-there', 'ep-new'])] }));
    expect(facts.networks()).toEqual([kv(['ep-there'])]);
    expect(facts.isHoldingBack()).toBe(true);
    facts.list(listed(2000, { networks: [kv(['ep-there', 'ep-new'])] }));
    expect(facts.networks()).toEqual([kv(['ep-there', 'ep-new'])]);
    expect(facts.isHoldingBack()).toBe(false);
  });
});
