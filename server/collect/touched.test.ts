import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '#server/engine/engine-client.ts';
import { readEvent } from '#server/engine/parse/event.ts';
import { recordedText } from '#server/engine/testdata.ts';
import { touchedBy } from './touched.ts';

const id = 'c'.repeat(64);
const event = (more: Partial<EngineEvent>): EngineEvent => ({
  type: 'container',
  action: 'start',
  id,
  scope: 'local',
  attributes: {},
  ...more,
});

describe('touchedBy', () => {
  it.each(['service', 'node'])('%s asks for the lists', (type) => {
    expect(touchedBy(event({ type, action: 'update' }))).toEqual({
      containers: [],
      networks: [],
      joined: [],
      goneContainers: [],
    });
  });

  it.each([
    ['start', { containers: [id] }],
    ['create', { containers: [id] }],
    ['die', { containers: [id] }],
    ['rename', { containers: [id] }],
    ['pause', { containers: [id] }],
    ['destroy', { goneContainers: [id] }],
    ['prune', {}],
  ])('container %s', (action, touched) => {
    expect(touchedBy(event({ action }))).toEqual({
      containers: [],
      networks: [],
      joined: [],
      goneContainers: [],
      ...touched,
    });
  });

  it.each([
    'exec_create: sh',
    'exec_start: sh',
    'exec_die',
    'health_status: healthy',
    'attach',
    'top',
    'kill',
    'oom',
    'resize',
  ])('container %s touches nothing', (action) => {
    expect(touchedBy(event({ action }))).toBeUndefined();
  });

  it.each([
    ['create', {}, { networks: ['n'] }],
    ['destroy', {}, { networks: ['n'] }],
    ['remove', {}, { networks: ['n'] }],
    ['update', {}, { networks: ['n'] }],
    ['connect', { container: id }, { containers: [id], joined: ['n'] }],
    ['disconnect', { container: id }, { containers: [id], joined: ['n'] }],
    ['connect', { container: 'ingress-sbox' }, { joined: ['n'] }],
    ['connect', {}, { joined: ['n'] }],
  ])('network %s %j', (action, attributes, touched) => {
    expect(touchedBy(event({ type: 'network', action, id: 'n', attributes }))).toEqual({
      containers: [],
      networks: [],
      joined: [],
      goneContainers: [],
      ...touched,
    });
  });

  it('a prune names nothing but is heard; other types are not', () => {
    expect(touchedBy(event({ type: 'network', action: 'prune', id: '' }))).toBeDefined();
    expect(touchedBy(event({ type: 'image', action: 'pull' }))).toBeUndefined();
    expect(touchedBy(event({ type: 'network', action: 'mount' }))).toBeUndefined();
  });

  it('recorded: what an exec does is not heard, all else is', () => {
    const events = recordedText('events.jsonl').trim().split('\n').map(readEvent);
    const deaf = events.filter((one) => one && !touchedBy(one)).map((one) => one?.action);
    expect(new Set(deaf.map((action) => action?.split(':')[0]))).toEqual(
      new Set(['exec_create', 'exec_start', 'exec_die', 'attach']),
    );
  });
});
