import { expect, it } from 'vitest';
import { boundedFindings } from './bounded.ts';
import { finding } from './finding.ts';

const many = (count: number, code: string, hostId: string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => {
      const key = `${hostId}/${String(at).padStart(3, '0')}`;
      const severity = at === count - 1 ? ('error' as const) : ('warning' as const);
      const about = [`endpoint:${key}`, 'network:n'];
      const one = finding({
        code,
        key,
        severity,
        hostId,
        about,
        message: `This is ${at}.`,
        remedy: 'Do it.',
      });
      return [one.id, one] as const;
    }),
  );

it('[F12] tells a few singly', () => {
  for (const count of [0, 1, 10, 11]) {
    const few = many(count, 'port-down', 'x1');
    expect(boundedFindings(few)).toEqual(few);
  }
});

it('[F12] tells ten of each code and host, and one for the rest, which is about all of these', () => {
  const found = boundedFindings({
    ...many(200, 'port-down', 'x1'),
    ...many(3, 'port-down', 'x2'),
    ...many(12, 'peer-missing', 'x1'),
  });
  expect(Object.keys(found)).toHaveLength(11 + 3 + 11);
  const rest = found['finding:port-down/x1/more'];
  expect(rest).toMatchObject({ code: 'port-down', hostId: 'x1', severity: 'error', remedy: 'Do it.' });
  expect(rest?.message).toBe('190 more findings of this kind on this host, such as: This is 10.');
  expect(rest?.about).toHaveLength(190);
  expect(rest?.about).not.toContain('endpoint:x1/009');
  expect(found['finding:peer-missing/x1/more']?.message).toMatch(/^2 more findings/);
});
