import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result, StepResult } from '#lib/actions/schema.ts';
import { progressLineSchema, progressType } from '#lib/wire/progress.ts';
import { type Patchbay, providePatchbay } from '#server/context.ts';
import { Failure } from '#server/failure.ts';
import { withProgress } from './progress.ts';

const asking = new Request('http://localhost/', { headers: { accept: progressType } });
const step: StepResult = { summary: 'one', status: 'done' };
const result: Result = { outcome: 'done', steps: [step] };
const linesOf = async (reply: Result | Response) => {
  if (!(reply instanceof Response)) throw new Error('no stream');
  const text = await reply.text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => progressLineSchema.parse(JSON.parse(line)));
};
let logged: string[];

beforeEach(() => {
  logged = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  providePatchbay({ log } as Partial<Patchbay> as Patchbay);
});

describe('work of many steps', () => {
  it('answers with its result to who does not ask for more', async () => {
    expect(await withProgress(new Request('http://localhost/'), async () => result)).toBe(result);
  });

  it('tells each step as it ends, and the result at last', async () => {
    const second = Promise.withResolvers<void>();
    const reply = await withProgress(asking, async (progress) => {
      progress(0, step);
      await second.promise;
      progress(1, { ...step, status: 'failed' });
      return result;
    });
    // The answer is under way while the second step still is.
    expect(reply).toBeInstanceOf(Response);
    expect((reply as Response).headers.get('content-type')).toBe(progressType);
    second.resolve();
    expect(await linesOf(reply)).toEqual([
      { at: 0, step },
      { at: 1, step: { ...step, status: 'failed' } },
      { result },
    ]);
  });

  it('that fails before its first step fails as ever, with a status', async () => {
    const failure = new Failure({ status: 409, code: 'plan-changed', message: 'Look again.' });
    await expect(withProgress(asking, () => Promise.reject(failure))).rejects.toBe(failure);
  });

  it('that fails after it tells so in its last line; a fault of ours is told by the log alone', async () => {
    const reply = await withProgress(asking, async (progress) => {
      progress(0, step);
      throw new Error('a secret');
    });
    const [, last] = await linesOf(reply);
    expect(last).toMatchObject({ error: { code: 'internal' } });
    expect(JSON.stringify(last)).not.toContain('secret');
    expect(logged.join()).toContain('a secret');
  });

  it('goes on when nobody reads any more', async () => {
    const gone = Promise.withResolvers<void>();
    let finished = false;
    const reply = await withProgress(asking, async (progress) => {
      progress(0, step);
      await gone.promise;
      progress(1, step);
      finished = true;
      return result;
    });
    await (reply as Response).body?.cancel();
    gone.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(finished).toBe(true);
    expect(logged).toEqual([]);
  });
});
