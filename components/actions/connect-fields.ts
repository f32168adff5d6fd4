import type { ConnectAction } from '#lib/actions/schema.ts';

/** What a person typed into the sheet. */
export interface ConnectFields {
  ipv4: string;
  ipv6: string;
  aliases: string;
}

export const noFields: ConnectFields = { ipv4: '', ipv6: '', aliases: '' };

/** The action that the fields ask for; an empty field asks for nothing. */
export function connectActionOf(
  containerId: string,
  networkId: string,
  fields: ConnectFields,
): ConnectAction {
  const action: ConnectAction = { kind: 'connect', networkId, containerId };
  const ipv4 = fields.ipv4.trim();
  const ipv6 = fields.ipv6.trim();
  const aliases = fields.aliases.split(/[\s,]+/).filter(Boolean);
  if (ipv4) action.ipv4 = ipv4;
  if (ipv6) action.ipv6 = ipv6;
  if (aliases.length > 0) action.aliases = aliases;
  return action;
}

export type FieldErrors = Partial<Record<keyof ConnectFields, string>>;

/**
 * What is wrong with each field that the sheet has, out of the server's paths (`ipv4`, `action.aliases.1`);
 * the rest belongs to no field.
 */
export function fieldErrorsOf(fields: Record<string, string>): { errors: FieldErrors; rest: string[] } {
  const errors: FieldErrors = {};
  const rest: string[] = [];
  for (const [path, message] of Object.entries(fields)) {
    const name = path.replace(/^action\./, '').split('.')[0];
    if (name === 'ipv4' || name === 'ipv6' || name === 'aliases') errors[name] ??= message;
    else rest.push(message);
  }
  return { errors, rest };
}
