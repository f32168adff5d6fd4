import { describe, expect, it } from 'vitest';
import { checkedId } from './native-id.ts';

describe('checkedId', () => {
  it.each(['a', '0'.repeat(64), 'pixjuo8fwvcm5uhao25sf3guq', 'web_1.x-y'])('passes %s', (id) => {
    expect(checkedId(id)).toBe(id);
  });
  it.each(['', '.', '..', 'a/b', '../x', 'a..b', 'a?all=1', 'a b', '%2e%2e', '-x', 'ä'])(
    'refuses %j',
    (id) => {
      expect(() => checkedId(id)).toThrow(expect.objectContaining({ code: 'invalid-id' }));
    },
  );
});
