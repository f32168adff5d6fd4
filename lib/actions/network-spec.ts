import { z } from 'zod';
import { isIP } from '../cidr/address.ts';
import { prefixOf } from '../cidr/subnet.ts';

const cidr = z
  .string()
  .refine((text) => prefixOf(text) !== undefined, 'Give a subnet such as 10.20.0.0/24 or fd20::/64.');
const address = z
  .string()
  .refine((text) => isIP(text) !== 0, 'Give an address such as 10.20.0.1 or fd20::1.');
const word = z.string().regex(/^\P{C}*$/u, 'Leave out control characters and line breaks.');
// As the docker command reads it: the first equals sign ends the key.
const key = word
  .min(1, 'Give the key a name.')
  .max(256, 'A key has 256 characters at most.')
  .refine((text) => !text.includes('='), 'A key has no equals sign.');
const value = word.max(4096, 'This has 4,096 characters at most.');
// A record would leave this one out without a word.
const whole = (given: unknown) =>
  typeof given !== 'object' || given === null || !Object.hasOwn(given, '__proto__');
const entries = <K extends typeof key>(keys: K) =>
  z
    .custom<Record<string, string>>(whole, 'No key can be __proto__: choose another.')
    .pipe(z.record(keys, value));
/** Options of a driver, by key. */
export const optionsSchema = entries(key);
const texts = optionsSchema;
const labels = entries(key.refine((text) => !/\s/.test(text), 'A label’s key has no spaces.'));

/** A subnet to be: CIDR, with its gateway, the range addresses are given from, and addresses left alone, by label. */
const subnetSpecSchema = z.object({
  subnet: cidr,
  gateway: address.exactOptional(),
  ipRange: cidr.exactOptional(),
  excluded: z.record(key, address).exactOptional(),
});

/**
 * A network to be made: every field of the engine's create call (API 1.41 to 1.55). What is left out is left to
 * the engine.
 */
export const networkSpecSchema = z.object({
  name: word
    .min(1, 'Give the network a name.')
    .max(128, 'A name has 128 characters at most.')
    .refine((text) => text.trim() === text, 'A name neither begins nor ends with a space.')
    .refine((text) => !text.startsWith('-'), 'A name that begins with a dash would be taken for an option.'),
  driver: word.min(1, 'Choose a driver.'),
  subnets: z.array(subnetSpecSchema).max(64, 'A network has 64 subnets at most.'),
  /** False: no IPv4 at all (API 1.48). */
  ipv4: z.boolean().exactOptional(),
  ipv6: z.boolean().exactOptional(),
  internal: z.boolean().exactOptional(),
  attachable: z.boolean().exactOptional(),
  ingress: z.boolean().exactOptional(),
  scope: z.enum(['local', 'swarm', 'global']).exactOptional(),
  configOnly: z.boolean().exactOptional(),
  /** The name of the config-only network it is made from. */
  configFrom: word.min(1, 'Name the config network.').exactOptional(),
  options: texts.exactOptional(),
  labels: labels.exactOptional(),
  ipamDriver: word.min(1, 'Name the IPAM driver, or leave it out.').exactOptional(),
  ipamOptions: texts.exactOptional(),
});

export type NetworkSpec = z.infer<typeof networkSpecSchema>;
export type SubnetSpec = z.infer<typeof subnetSpecSchema>;
