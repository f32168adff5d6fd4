import { expect, it } from 'vitest';
import type { Action, Result } from '#lib/actions/schema.ts';
import { resultOfBoth, undoOfBoth } from './both.ts';

const remove = (networkId: string): Action => ({ kind: 'remove-network', networkId });
const step = (summary: string, status: 'done' | 'failed') => ({ summary, status });

it('goes back from the later one first, and is planned anew', () => {
  expect(undoOfBoth({ action: remove('b'), fingerprint: 'x' }, remove('a'))).toEqual({
    action: { kind: 'sequence', actions: [remove('b'), remove('a')] },
    fingerprint: undefined,
  });
});

it('is the one there is where there is one alone', () => {
  expect(undoOfBoth({ action: remove('b'), fingerprint: 'x' }, undefined)).toEqual({
    action: remove('b'),
    fingerprint: 'x',
  });
  expect(undoOfBoth(undefined, remove('a'))).toEqual({ action: remove('a'), fingerprint: undefined });
});

it('keeps what was done before, and what is still to do', () => {
  const earlier: Result = {
    outcome: 'partial',
    steps: [step('one', 'done'), step('two', 'failed'), step('three', 'failed')],
    undo: remove('one'),
    undoFingerprint: 'x',
    finish: remove('both'),
  };
  const later: Result = {
    outcome: 'partial',
    steps: [step('two', 'done'), step('three', 'failed')],
    undo: remove('two'),
    undoFingerprint: 'y',
    finish: remove('three'),
  };
  expect(resultOfBoth(later, earlier)).toEqual({
    outcome: 'partial',
    steps: [step('one', 'done'), step('two', 'done'), step('three', 'failed')],
    undo: { kind: 'sequence', actions: [remove('two'), remove('one')] },
    finish: remove('three'),
  });
});
