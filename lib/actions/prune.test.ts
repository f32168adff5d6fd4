import { describe, expect, it } from 'vitest';
import { mergeOnce } from '../topology/merge.ts';
import {
  attachmentFact,
  containerFact,
  networkFact,
  predefinedFacts,
  reading,
} from '../topology/testdata/facts.ts';
import { plan } from './plan.ts';
import { prunableNetworks } from './prunable.ts';
import { pruneCommand } from './prune.ts';
import type { PruneAction, PruneFilters } from './schema.ts';
import { planned } from './testdata/plans.ts';
import { networkIdOf } from './testdata/scene.ts';

const project = { 'com.docker.compose.project': 'shop' };
const made = (day: number) => ({ created: `2026-01-0${day}T00:00:00.000Z` });
const topology = mergeOnce([
  reading('one', {
    networks: [
      ...predefinedFacts(),
      networkFact('old', { ...made(1), labels: { env: 'test', keep: '' } }),
      networkFact('new', { ...made(5), labels: { env: 'live=1' } }),
      networkFact('undated'),
      networkFact('busy', made(1)),
      networkFact('asleep', made(1)),
      networkFact('owned', { ...made(1), labels: project }),
      networkFact('settings', { ...made(1), driver: 'null', configOnly: true }),
    ],
    containers: [
      containerFact('web', { attachments: [attachmentFact('busy')] }),
      containerFact('idle', { state: 'exited', attachments: [attachmentFact('asleep', { endpointId: '' })] }),
    ],
  }),
  reading('two', { networks: [...predefinedFacts(), networkFact('busy-there')] }),
]);
const names = (filters?: PruneFilters, hostIds = ['one']) =>
  prunableNetworks(topology, hostIds, filters).map(({ network }) => network.name);
const prune = (more: Partial<PruneAction> = {}): PruneAction => ({
  kind: 'prune-networks',
  hostIds: ['one'],
  ...more,
});
const removed = (more?: Partial<PruneAction>) =>
  planned(plan(topology, prune(more))).steps.map(({ cli }) => cli.split(' ').at(-1));
const id = (name: string) => networkIdOf(topology, name, 'one');

describe('what can be pruned', () => {
  it('U1: what no container is on, on the hosts that are chosen; what stopped ones need counts as unused', () => {
    expect(names()).toEqual(['asleep', 'new', 'old', 'owned', 'settings', 'undated']);
    expect(names({}, ['two'])).toEqual(['busy-there']);
    expect(names({}, ['nowhere'])).toEqual([]);
    const kept = prunableNetworks(topology, ['one']).flatMap(({ network, keptFor }) =>
      keptFor ? [network.name] : [],
    );
    expect(kept).toEqual(['asleep', 'owned', 'settings']);
  });

  it('U2: filters mean what they mean to the engine: before a time, with labels, without labels', () => {
    const cases: [PruneFilters, string[]][] = [
      [{ until: '2026-01-01T00:00:00Z' }, ['asleep', 'old', 'owned', 'settings']],
      [{ until: '2025-12-31T00:00:00Z' }, []],
      [{ labels: ['env'] }, ['new', 'old']],
      [{ labels: ['env=test'] }, ['old']],
      [{ labels: ['env=live=1'] }, ['new']],
      [{ labels: ['keep='] }, ['old']],
      [{ labels: ['env', 'keep'] }, ['old']],
      [{ labels: ['constructor'] }, []],
      [{ notLabels: ['env', 'com.docker.compose.project'] }, ['asleep', 'settings', 'undated']],
      [{ labels: ['env'], notLabels: ['env=test'] }, ['new']],
    ];
    for (const [filters, expected] of cases) expect([filters, names(filters)]).toEqual([filters, expected]);
  });
});

describe('the plan to prune', () => {
  it('U3: removes each by name, and keeps what is needed unless it is included', () => {
    expect(removed()).toEqual(['new', 'old', 'undated']);
    expect(removed({ except: [id('new')] })).toEqual(['old', 'undated']);
    expect(removed({ include: [id('asleep'), id('owned')] })).toEqual([
      'asleep',
      'new',
      'old',
      'owned',
      'undated',
    ]);
    expect(removed({ include: [id('busy')] })).toEqual(['new', 'old', 'undated']);
  });

  it('U4: refuses where nothing is left, and says what is kept', () => {
    const all = ['new', 'old', 'undated'].map(id);
    const outcome = plan(topology, prune({ except: all }));
    expect(outcome).toMatchObject({ ok: false, code: 'nothing-to-prune' });
    expect(!outcome.ok && outcome.message).toContain('asleep (idle would not start without it)');
    expect(plan(topology, prune({ filters: { labels: ['nobody'] } }))).toMatchObject({
      message: expect.stringContaining('there is nothing to remove'),
    });
    expect(plan(topology, prune({ hostIds: ['one', 'gone'] }))).toMatchObject({ code: 'unknown-host' });
  });

  it('U5: names the command only where that would do the same', () => {
    const { one, two } = topology.hosts;
    if (!one || !two) throw new Error('no hosts');
    expect(pruneCommand(topology, two, prune({ hostIds: ['two'] }))).toBe('docker network prune --force');
    expect(pruneCommand(topology, one, prune())).toBeUndefined();
    const include = [id('asleep'), id('owned')];
    expect(pruneCommand(topology, one, prune({ include }))).toBe('docker network prune --force');
    const filters = { labels: ['env=test'], notLabels: ['x y'] };
    expect(pruneCommand(topology, one, prune({ filters }))).toBe(
      "docker network prune --force --filter label=env=test --filter 'label!=x y'",
    );
    expect(pruneCommand(topology, one, prune({ filters, except: [id('old')] }))).toBeUndefined();
  });
});
