import { describe, expect, it } from 'vitest';
import { failureOf } from '../api.ts';
import { outcomeOf } from './apply-outcome.ts';

const undo = { kind: 'disconnect', networkId: 'n', containerId: 'c' } as const;

describe('what an apply has to tell', () => {
  it('is done, with the way back', () => {
    const result = {
      outcome: 'done',
      steps: [{ summary: 'Connect a to b', status: 'done' }],
      undo,
      undoFingerprint: 'f',
    } as const;
    expect(outcomeOf({ kind: 'result', result: { ...result, steps: [...result.steps] } })).toEqual({
      kind: 'done',
      undo: { action: undo, fingerprint: 'f' },
    });
  });

  it('is the sentence of a step that failed, with the engine’s words apart', () => {
    const error = { code: 'x', message: 'Choose another address.', engine: 'Address already in use' };
    const outcome = outcomeOf({
      kind: 'result',
      result: { outcome: 'failed', steps: [{ summary: 's', status: 'failed', error }] },
    });
    expect(outcome).toMatchObject({
      kind: 'failed',
      message: 'Choose another address.',
      engine: 'Address already in use',
    });
  });

  it('says how far a partial outcome came', () => {
    const outcome = outcomeOf({
      kind: 'result',
      result: {
        outcome: 'partial',
        steps: [
          { summary: 'Create b', status: 'done' },
          { summary: 's', status: 'failed', error: { code: 'x', message: 'No room.' } },
        ],
      },
    });
    expect(outcome).toMatchObject({ message: 'No room. Done before that: Create b.' });
  });

  it('is never silent', () => {
    const outcome = outcomeOf({ kind: 'result', result: { outcome: 'failed', steps: [] } });
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(/\w/) });
  });
});

describe('a failed reply', () => {
  it('carries the server’s sentence, its fields and the engine’s words', () => {
    const error = {
      code: 'invalid',
      message: 'Correct it.',
      details: { engine: 'bad', fields: { ipv4: 'no' } },
    };
    expect(failureOf(400, { error })).toEqual({
      status: 400,
      code: 'invalid',
      message: 'Correct it.',
      engine: 'bad',
      fields: { ipv4: 'no' },
    });
  });

  it.each([[0], [502]])('without words (status %i) still says what to do', (status) => {
    expect(failureOf(status, undefined).message).toMatch(/again/);
    expect(failureOf(status, '<html>').fields).toEqual({});
  });
});
