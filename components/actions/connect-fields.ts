import type { ConnectAction } from '#lib/actions/schema.ts';

/** What a person typed into the sheet. */
export interface ConnectFields {
  ipv4: string;
  ipv6: string;
  aliases: string;
  mac: string;
  gatewayPriority: string;
  /** One `key=value` a line. */
  driverOptions: string;
}

export const noFields: ConnectFields = {
  ipv4: '',
  ipv6: '',
  aliases: '',
  mac: '',
  gatewayPriority: '',
  driverOptions: '',
};

/** The action that the fields ask for; an empty field asks for nothing. */
export function connectActionOf(
  containerId: string,
  networkId: string,
  fields: ConnectFields,
): ConnectAction {
  const action: ConnectAction = { kind: 'connect', networkId, containerId };
  const ipv4 = fields.ipv4.trim();
  const ipv6 = fields.ipv6.trim();
  const mac = fields.mac.trim();
  const priority = fields.gatewayPriority.trim();
  const aliases = fields.aliases.split(/[\s,]+/).filter(Boolean);
  const options = fields.driverOptions.split('\n').filter((line) => line.trim() !== '');
  if (ipv4) action.ipv4 = ipv4;
  if (ipv6) action.ipv6 = ipv6;
  if (mac) action.mac = mac;
  // What is no number is left to the schema, which says so at the field.
  if (priority) action.gatewayPriority = Number(priority);
  if (aliases.length > 0) action.aliases = aliases;
  if (options.length > 0) action.driverOptions = Object.fromEntries(options.map(optionOf));
  return action;
}

function optionOf(line: string): [string, string] {
  const [key = '', ...value] = line.split('=');
  return [key.trim(), value.join('=').trim()];
}

export type FieldErrors = Partial<Record<keyof ConnectFields, string>>;

const named = new Set<string>(Object.keys(noFields));
const isField = (name: string | undefined): name is keyof ConnectFields =>
  name !== undefined && named.has(name);

/**
 * What is wrong with each field that the sheet has, out of the server's paths (`ipv4`, `action.aliases.1`,
 * `actions.1.ipv4`); the rest belongs to no field.
 */
export function fieldErrorsOf(fields: Record<string, string>): { errors: FieldErrors; rest: string[] } {
  const errors: FieldErrors = {};
  const rest: string[] = [];
  for (const [path, message] of Object.entries(fields)) {
    const name = path
      .replace(/^action\./, '')
      .replace(/^actions\.\d+\./, '')
      .split('.')[0];
    if (isField(name)) errors[name] ??= message;
    else rest.push(message);
  }
  return { errors, rest };
}
