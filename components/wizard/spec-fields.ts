import type { NetworkSpec, SubnetSpec } from '#lib/actions/network-spec.ts';
import { defined } from '#lib/topology/defined.ts';

/** A key with its value, as two texts that a person fills in. */
export interface PairFields {
  key: string;
  value: string;
}

/** A subnet as a person fills it in; an empty text asks for nothing. */
export interface SubnetFields {
  subnet: string;
  gateway: string;
  ipRange: string;
  /** The key is the address's label; one is made where it is empty. */
  excluded: PairFields[];
}

/** On, off, or left to the engine. */
export type Tri = '' | 'on' | 'off';

/** A network to be, as the form has it: every field of a spec, as texts and ticks. */
export interface SpecFields {
  name: string;
  driver: string;
  subnets: SubnetFields[];
  ipv4: Tri;
  ipv6: Tri;
  internal: boolean;
  attachable: boolean;
  ingress: boolean;
  scope: '' | 'local' | 'swarm' | 'global';
  configOnly: boolean;
  configFrom: string;
  options: PairFields[];
  labels: PairFields[];
  ipamDriver: string;
  ipamOptions: PairFields[];
}

export const noSubnet: SubnetFields = { subnet: '', gateway: '', ipRange: '', excluded: [] };

export const noSpec: SpecFields = {
  name: '',
  driver: 'bridge',
  subnets: [],
  ipv4: '',
  ipv6: '',
  internal: false,
  attachable: false,
  ingress: false,
  scope: '',
  configOnly: false,
  configFrom: '',
  options: [],
  labels: [],
  ipamDriver: '',
  ipamOptions: [],
};

/** What the fields ask for. Nothing is left out but what is empty; what is wrong with it others say. */
export function specOfFields(fields: SpecFields): NetworkSpec {
  return defined({
    name: fields.name.trim(),
    driver: fields.driver.trim(),
    subnets: fields.subnets.map(subnetOf),
    ipv4: triOf(fields.ipv4),
    ipv6: triOf(fields.ipv6),
    internal: fields.internal || undefined,
    attachable: fields.attachable || undefined,
    ingress: fields.ingress || undefined,
    scope: fields.scope || undefined,
    configOnly: fields.configOnly || undefined,
    configFrom: fields.configFrom.trim() || undefined,
    options: textsOf(fields.options),
    labels: textsOf(fields.labels),
    ipamDriver: fields.ipamDriver.trim() || undefined,
    ipamOptions: textsOf(fields.ipamOptions),
  });
}

/** The fields that ask for this spec. */
export function fieldsOfSpec(spec: NetworkSpec): SpecFields {
  return {
    name: spec.name,
    driver: spec.driver,
    subnets: spec.subnets.map(({ subnet, gateway = '', ipRange = '', excluded }) => ({
      subnet,
      gateway,
      ipRange,
      excluded: pairsOf(excluded),
    })),
    ipv4: triFrom(spec.ipv4),
    ipv6: triFrom(spec.ipv6),
    internal: spec.internal ?? false,
    attachable: spec.attachable ?? false,
    ingress: spec.ingress ?? false,
    scope: spec.scope ?? '',
    configOnly: spec.configOnly ?? false,
    configFrom: spec.configFrom ?? '',
    options: pairsOf(spec.options),
    labels: pairsOf(spec.labels),
    ipamDriver: spec.ipamDriver ?? '',
    ipamOptions: pairsOf(spec.ipamOptions),
  };
}

/** The label of an excluded address: the one given, or one that is free. */
export function excludedLabel(excluded: readonly PairFields[], at: number): string {
  const own = excluded[at]?.key.trim();
  if (own) return own;
  const taken = new Set(excluded.map(({ key }) => key.trim()));
  let label = `excluded${at + 1}`;
  while (taken.has(label)) label += 'x';
  return label;
}

function subnetOf({ subnet, gateway, ipRange, excluded }: SubnetFields): SubnetSpec {
  const addresses = excluded.map(({ value }, at) => [excludedLabel(excluded, at), value.trim()] as const);
  return defined({
    subnet: subnet.trim(),
    gateway: gateway.trim() || undefined,
    ipRange: ipRange.trim() || undefined,
    excluded: addresses.length > 0 ? fromEntries(addresses) : undefined,
  });
}

/** Keys as they are typed, but for spaces around them; a line without anything on it is none. */
function textsOf(pairs: readonly PairFields[]): Record<string, string> | undefined {
  const given = pairs.filter(({ key, value }) => key.trim() !== '' || value !== '');
  return given.length > 0 ? fromEntries(given.map(({ key, value }) => [key.trim(), value])) : undefined;
}

/** Also of `__proto__`, which is as good a label as any. */
function fromEntries(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(entries);
}

function pairsOf(texts: Record<string, string> = {}): PairFields[] {
  return Object.entries(texts).map(([key, value]) => ({ key, value }));
}

function triOf(tri: Tri): boolean | undefined {
  return tri === '' ? undefined : tri === 'on';
}

function triFrom(value: boolean | undefined): Tri {
  if (value === undefined) return '';
  return value ? 'on' : 'off';
}
