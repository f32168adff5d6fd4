import { optionsOf } from '#lib/actions/driver-options.ts';
import { noSpec, type SpecFields } from './spec-fields.ts';
import type { WizardFields } from './wizard-fields.ts';

/** What a person may want of a network. */
export const goals = ['host', 'swarm', 'lan', 'closed', 'config'] as const;
export type Goal = (typeof goals)[number];

/** The goal that a network serves; undefined where it is one for the expert form alone. */
export function goalOf({ spec }: WizardFields): Goal | undefined {
  if (spec.configOnly || spec.ingress) return undefined;
  if (spec.configFrom !== '') return 'config';
  if (spec.driver === 'macvlan' || spec.driver === 'ipvlan') return 'lan';
  if (spec.driver !== 'bridge' && spec.driver !== 'overlay') return undefined;
  if (spec.internal) return 'closed';
  return spec.driver === 'overlay' ? 'swarm' : 'host';
}

/** The fields with what makes a network serve this goal; what does not matter for it is kept. */
export function withGoal(fields: WizardFields, goal: Goal): WizardFields {
  if (goal === 'config') return intoConfigs(fields);
  const { spec } = outOfConfigs(fields);
  const plain: SpecFields = { ...spec, internal: false, ingress: false, configOnly: false, scope: '' };
  const [changed, driver] = {
    host: [{ ...plain, attachable: false }, 'bridge'] as const,
    closed: [{ ...plain, attachable: false, internal: true }, 'bridge'] as const,
    swarm: [{ ...plain, attachable: true }, 'overlay'] as const,
    lan: [{ ...plain, attachable: false }, lanDriver(spec)] as const,
  }[goal];
  return { ...fields, spec: withDriver(changed, driver) };
}

/** What a config network settles can't be settled twice: addresses and options go into each host's config. */
function intoConfigs(fields: WizardFields): WizardFields {
  const { spec } = fields;
  if (spec.configFrom !== '') return fields;
  const { subnets, options } = withDriver(spec, lanDriver(spec));
  const own = { ...noSpec, configOnly: true, subnets, options };
  const made: SpecFields = {
    ...spec,
    internal: false,
    ingress: false,
    configOnly: false,
    configFrom: `${spec.name.trim() || 'lan'}-config`,
    subnets: [],
    options: [],
    labels: [],
    ipv6: '',
  };
  return {
    ...fields,
    makeConfigs: true,
    spec: withDriver(made, lanDriver(spec)),
    configs: fields.hostIds.map((hostId) => ({ hostId, spec: own })),
  };
}

function outOfConfigs(fields: WizardFields): WizardFields {
  const { spec, configs } = fields;
  if (spec.configFrom === '') return fields;
  const { subnets = [], options = [] } = configs[0]?.spec ?? {};
  return { ...fields, spec: { ...spec, configFrom: '', subnets, options } };
}

/** The fields with another driver: options go that were the former driver's alone. */
export function withDriver(spec: SpecFields, driver: string): SpecFields {
  if (driver === spec.driver) return spec;
  const had = optionsOf(spec.driver) ?? [];
  const has = optionsOf(driver);
  const goes = (key: string) =>
    had.some((option) => option.key === key) && has?.every((option) => option.key !== key);
  return { ...spec, driver, options: spec.options.filter(({ key }) => !goes(key)) };
}

function lanDriver({ driver }: SpecFields): string {
  return driver === 'ipvlan' ? 'ipvlan' : 'macvlan';
}

/** The value of an option; empty where it is not given. */
export function optionOf({ options }: SpecFields, key: string): string {
  return options.find((option) => option.key === key)?.value ?? '';
}

/** The fields with an option of this value; without it where the value is empty. */
export function withOption(spec: SpecFields, key: string, value: string): SpecFields {
  const at = spec.options.findIndex((option) => option.key === key);
  if (value === '') return { ...spec, options: spec.options.filter((option) => option.key !== key) };
  if (at < 0) return { ...spec, options: [...spec.options, { key, value }] };
  return { ...spec, options: spec.options.with(at, { key, value }) };
}

/** What is set that the guided form does not show for a goal, in words; it is kept, and shows in the plan. */
export function hiddenSettings({ spec }: WizardFields, goal: Goal | undefined): string[] {
  const shown = goal === 'lan' || goal === 'config' ? ['parent'] : [];
  const further = spec.options.filter(({ key }) => key !== '' && !shown.includes(key)).map(({ key }) => key);
  const words = [
    ...further,
    ...(spec.labels.length > 0
      ? [spec.labels.length === 1 ? 'a label' : `${spec.labels.length} labels`]
      : []),
    ...(spec.subnets.length > 1 ? [`${spec.subnets.length} subnets`] : []),
    ...(spec.subnets.some(({ excluded }) => excluded.length > 0) ? ['excluded addresses'] : []),
    ...(spec.ipv4 === '' ? [] : [`IPv4 ${spec.ipv4}`]),
    ...(spec.ipv6 === '' ? [] : [`IPv6 ${spec.ipv6}`]),
    ...(spec.internal && goal !== 'closed' ? ['internal'] : []),
    ...(spec.attachable !== (goal === 'swarm') && goal !== 'config' ? ['attachable'] : []),
    ...(spec.scope !== '' && goal !== 'config' ? [`scope ${spec.scope}`] : []),
    ...(spec.ipamDriver === '' ? [] : [`the IPAM driver ${spec.ipamDriver}`]),
    ...(spec.ipamOptions.length > 0 ? ['IPAM options'] : []),
  ];
  return words;
}
