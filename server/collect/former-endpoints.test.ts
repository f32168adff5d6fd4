import { expect, it } from 'vitest';
import { attachmentFact } from '#lib/topology/testdata/facts.ts';
import { createFormerEndpoints } from './former-endpoints.ts';
import { container } from './testfacts.ts';

it('remembers for a while which endpoints a host’s containers had', () => {
  const former = createFormerEndpoints();
  const web = (...ids: string[]) =>
    container('web', { attachments: ids.map((endpointId) => attachmentFact('wide', { endpointId })) });
  expect(former([web('e1', 'e2')], 0)).toEqual([]);
  expect(former([web('e3', '')], 1_000)).toEqual(['e1', 'e2']);
  expect(former([web('e2')], 2_000)).toEqual(['e1', 'e3']);
  expect(former([], 20_500)).toEqual(['e2', 'e3']);
  expect(former([], 60_000)).toEqual([]);
});
