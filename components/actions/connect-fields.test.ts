import { describe, expect, it } from 'vitest';
import { checkAction } from './check-action.ts';
import { connectActionOf, fieldErrorsOf, noFields } from './connect-fields.ts';

const bare = { kind: 'connect', networkId: 'network:h1/n', containerId: 'container:h1/c' };
const actionOf = (fields: Partial<typeof noFields>) =>
  connectActionOf('container:h1/c', 'network:h1/n', { ...noFields, ...fields });

describe('the fields of a connect', () => {
  it('ask for nothing while they are empty', () => {
    expect(actionOf({})).toEqual(bare);
    expect(actionOf({ ipv4: '  ', aliases: ' , ' })).toEqual(bare);
  });

  it('ask for what was typed, without the spaces around it', () => {
    expect(actionOf({ ipv4: ' 172.18.0.10 ', ipv6: 'fd00::10', aliases: 'api, db  x' })).toEqual({
      ...bare,
      ipv4: '172.18.0.10',
      ipv6: 'fd00::10',
      aliases: ['api', 'db', 'x'],
    });
  });

  it('are checked with the schema of the server, field by field', () => {
    expect(checkAction(actionOf({ ipv4: '172.18.0.10' }))).toBeUndefined();
    const failure = checkAction(actionOf({ ipv4: '172.18', aliases: 'ok -bad' }));
    expect(Object.keys(failure?.fields ?? {})).toEqual(['ipv4', 'aliases.1']);
  });

  it('take the errors that name them, whatever path the server gives', () => {
    const { errors, rest } = fieldErrorsOf({
      ipv4: 'outside',
      'action.aliases.0': 'no name',
      networkId: 'gone',
    });
    expect(errors).toEqual({ ipv4: 'outside', aliases: 'no name' });
    expect(rest).toEqual(['gone']);
  });
});
