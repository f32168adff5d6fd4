import { describe, expect, it } from 'vitest';
import { failureOf } from '../api.ts';
import { isUndone, outcomeOf } from './apply-outcome.ts';

const undo = { kind: 'disconnect', networkId: 'n', containerId: 'c' } as const;
const outcomeOfUndo = (reply: Parameters<typeof outcomeOf>[0]) => outcomeOf(reply, undo);

describe('what an apply has to tell', () => {
  it('is done, with the way back', () => {
    const result = {
      outcome: 'done',
      steps: [{ summary: 'Connect a to b', status: 'done' }],
      undo,
      undoFingerprint: 'f',
    } as const;
    expect(outcomeOfUndo({ kind: 'result', result: { ...result, steps: [...result.steps] } })).toEqual({
      kind: 'done',
      undo: { action: undo, fingerprint: 'f' },
    });
  });

  it('is the sentence of a step that failed, with the engine’s words apart', () => {
    const error = { code: 'x', message: 'Choose another address.', engine: 'Address already in use' };
    const outcome = outcomeOfUndo({
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
    const outcome = outcomeOfUndo({
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
    const outcome = outcomeOfUndo({ kind: 'result', result: { outcome: 'failed', steps: [] } });
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(/\w/) });
  });
});

describe('an address that the engine refuses', () => {
  const connect = { kind: 'connect', networkId: 'n', containerId: 'c' } as const;
  const refused = (addresses: object, code = 'address-in-use', engine = 'Address already in use') => {
    const error = { code, message: 'Choose another.', engine };
    const steps = [{ summary: 's', status: 'failed' as const, error }];
    const reply = { kind: 'result' as const, result: { outcome: 'failed' as const, steps } };
    const outcome = outcomeOf(reply, { ...connect, ...addresses });
    return outcome.kind === 'failed' ? outcome.fields : {};
  };
  const both = { ipv4: '10.0.0.9', ipv6: 'fd00::1' };

  it('is told at its field', () => {
    expect(refused({ ipv4: '10.0.0.1' })).toEqual({ ipv4: 'Choose another.' });
    expect(refused({ ipv6: 'fd00::1' }, 'address-outside')).toEqual({ ipv6: 'Choose another.' });
    expect(refused(both, 'address-outside', 'Invalid address fd00::1: It does not belong')).toEqual({
      ipv6: 'Choose another.',
    });
  });

  it('is no field’s where none was given, or where it can’t be told which', () => {
    expect(refused({})).toEqual({});
    expect(refused(both)).toEqual({});
    expect(refused({ ipv4: '10.0.0.1' }, 'already-connected')).toEqual({});
  });
});

it('an undo that somebody else did is no failure', () => {
  const connect = { kind: 'connect', networkId: 'n', containerId: 'c' } as const;
  for (const code of ['not-member', 'not-connected']) {
    expect(isUndone(undo, code)).toBe(true);
    expect(isUndone(connect, code)).toBe(false);
  }
  for (const code of ['already-member', 'already-connected']) {
    expect(isUndone(connect, code)).toBe(true);
    expect(isUndone(undo, code)).toBe(false);
  }
  expect(isUndone(undo, 'unknown-network')).toBe(false);
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

  it('tells that what was done is not in the audit log', () => {
    const unrecorded = 'This could not be recorded.';
    const result = { outcome: 'done' as const, steps: [], unrecorded };
    expect(outcomeOf({ kind: 'result', result }, undo)).toEqual({
      kind: 'done',
      undo: undefined,
      unrecorded,
    });
    const half = { ...result, outcome: 'partial' as const };
    expect(outcomeOf({ kind: 'result', result: half }, undo)).toMatchObject({
      message: expect.stringContaining(unrecorded),
    });
  });
});
