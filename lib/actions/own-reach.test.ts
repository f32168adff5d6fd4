import { describe, expect, it } from 'vitest';
import { containerFact } from '../topology/testdata/facts.ts';
import type { OwnReach } from './own-reach.ts';
import { plan } from './plan.ts';
import type { Action } from './schema.ts';
import { planned } from './testdata/plans.ts';
import { containerIdOf, networkIdOf, scene } from './testdata/scene.ts';

const topology = scene({ containers: [containerFact('late', { state: 'exited' })] });
const reach = (name: string, network?: string): OwnReach => ({
  containerId: containerIdOf(topology, name),
  ...(network === undefined ? {} : { networkId: networkIdOf(topology, network) }),
  reason: `Patchbay needs ${name}.`,
});
const disconnect = (container: string, network: string): Action => ({
  kind: 'disconnect',
  containerId: containerIdOf(topology, container),
  networkId: networkIdOf(topology, network),
});
const remove = (network: string): Action => ({
  kind: 'remove-network',
  networkId: networkIdOf(topology, network),
  disconnectFirst: true,
});
const confirmOf = (action: Action, own: OwnReach[]) => planned(plan(topology, action, { own })).confirm;

describe('what Patchbay itself hangs on', () => {
  it('O1: is told, with the container’s name to be typed, where it would leave a network', () => {
    expect(confirmOf(disconnect('db', 'front'), [reach('db')])).toEqual({
      text: 'db',
      reason: 'Patchbay needs db.',
    });
    expect(confirmOf(remove('front'), [reach('db')])?.text).toBe('db');
    expect(
      confirmOf({ kind: 'sequence', actions: [disconnect('db', 'back') as never] }, [reach('db')]),
    ).toBeDefined();
  });

  it('O2: is not told of others, of other networks than the one the way leads over, nor of a connect', () => {
    expect(confirmOf(disconnect('db', 'front'), [])).toBeUndefined();
    expect(confirmOf(disconnect('web', 'front'), [reach('db')])).toBeUndefined();
    expect(confirmOf(disconnect('db', 'back'), [reach('db', 'front')])).toBeUndefined();
    expect(confirmOf(disconnect('db', 'front'), [reach('db', 'front')])).toBeDefined();
    const connect = { ...disconnect('web', 'back'), kind: 'connect' } as Action;
    expect(confirmOf(connect, [reach('web'), reach('db')])).toBeUndefined();
  });

  it('O3: is told of who shares the network stack of the one that leaves', () => {
    expect(confirmOf(disconnect('cache', 'front'), [reach('side')])?.text).toBe('side');
    expect(confirmOf(remove('front'), [reach('side')])?.text).toBe('side');
  });

  it('O4: tells each reason once, and has a fingerprint of its own', () => {
    const own = [reach('db'), reach('db'), { ...reach('db'), reason: 'You come through db.' }];
    expect(confirmOf(disconnect('db', 'front'), own)?.reason).toBe('Patchbay needs db. You come through db.');
    const fingerprints = [[], own, [reach('db')]].map(
      (each) => planned(plan(topology, disconnect('db', 'front'), { own: each })).fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(3);
  });

  it('O5: a plan that is refused stays refused', () => {
    const refusal = plan(topology, disconnect('web', 'back'), { own: [reach('web')] });
    expect(refusal).toMatchObject({ ok: false, code: 'not-member' });
  });
});
