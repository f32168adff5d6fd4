import { describe, expect, it } from 'vitest';
import { containerId, networkId, serviceId, swarmNetworkId } from '../topology/ids.ts';
import { search } from './search.ts';
import { makeScene, native } from './testing/scene.ts';

const scene = makeScene();
const titles = (query: string) => search(scene, query, 50).hits.map((hit) => hit.title);
const found = (query: string) => search(scene, query).found ?? new Set<string>();
const web = containerId('h1', native('h1', 'web'));
const plain = containerId('h1', native('h1', 'plain'));
const db = containerId('h1', native('h1', 'db'));

describe('search', () => {
  it('finds nothing and dims nothing for an empty query', () => {
    expect(search(scene, '  ')).toEqual({ found: undefined, hits: [], total: 0 });
  });

  it('says that nothing matches by an empty set', () => {
    expect(search(scene, 'no-such-thing')).toEqual({ found: new Set(), hits: [], total: 0 });
  });

  it('puts the whole name first, then its start', () => {
    expect(titles('web').slice(0, 2)).toEqual(['web', 'web2']);
    expect(titles('front').slice(0, 2)).toEqual(['front', 'front']);
  });

  it('ignores case', () => {
    expect(titles('WEB')).toEqual(titles('web'));
  });

  it('finds by image, Compose project, driver and port', () => {
    expect(titles('postgres')).toEqual(['db']);
    expect(titles('shop')).toEqual(['db', 'web']);
    expect(titles('macvlan')).toEqual(['lan']);
    expect(titles('5432')).toEqual(['127.0.0.1:5432->5432/tcp → db']);
  });

  it('finds an endpoint by its address, and lights its container', () => {
    expect(titles('172.19.0.3')).toEqual(['db ⇄ back', 'back']);
    expect(found('172.19.0.3')).toContain(db);
  });

  it('finds the networks an address could come from', () => {
    expect(titles('10.97.0.77')).toEqual(['lan']);
    expect(titles('172.19.0.0/16')).toEqual(['back']);
  });

  it('needs every word', () => {
    expect(titles('web back')).toEqual(['web ⇄ back', 'web']);
    expect(titles('web macvlan')).toEqual([]);
  });

  it('takes a host by its whole name as the place to look in', () => {
    expect(titles('h2 front')[0]).toBe('front');
    expect(found('h2 front')).toContain(networkId('h2', 'front'));
    expect(found('h2 front')).not.toContain(networkId('h1', 'front'));
    expect(found('h')).not.toContain(plain);
    expect(found('h1')).toContain(plain);
  });

  it('finds by the start of an id, not by its middle', () => {
    expect(found(native('h1', 'web').slice(0, 8))).toContain(web);
    expect(found(native('h1', 'web').slice(2, 8))).not.toContain(web);
  });

  it('lights the endpoints of what is found, without listing them', () => {
    const { found: lit, hits } = search(scene, 'mesh', 50);
    expect(lit).toContain(swarmNetworkId('lab', 'mesh'));
    expect([...(lit ?? [])].filter((id) => id.startsWith('endpoint:'))).toHaveLength(4);
    expect(hits.map((hit) => hit.selection.kind)).toEqual(['network']);
  });

  it('lights what belongs to a thing found by its image', () => {
    const parts = [...found('postgres')].map((id) => id.split(':')[0]);
    expect(parts.sort()).toEqual(['container', 'endpoint', 'port']);
    expect([...found('web back')].filter((id) => id.startsWith('endpoint:'))).toHaveLength(1);
  });

  it('finds a service by its name, virtual address and port, and lights its tasks', () => {
    for (const query of ['relay', '10.88.0.200', '9443', '9443:443']) {
      expect(titles(query)[0]).toBe('relay');
    }
    expect(search(scene, 'relay').hits[0]).toMatchObject({
      selection: { kind: 'service' },
      detail: 'service · replicated',
    });
    expect(found('relay')).toContain(containerId('h3', native('h3', 'm3')));
    expect(found('h3 relay')).toContain(serviceId('lab', 'relay'));
  });

  it('gives as many hits as asked for and counts them all', () => {
    const result = search(scene, 'b', 2);
    expect(result.hits).toHaveLength(2);
    expect(result.total).toBeGreaterThan(2);
  });
});
