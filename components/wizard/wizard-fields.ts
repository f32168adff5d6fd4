import { isForSwarm } from '#lib/actions/new-network.ts';
import type { CreateAction } from '#lib/actions/schema.ts';
import { type SpecFields, specOfFields } from './spec-fields.ts';

/** The config network that is to be made on a host before the network itself. */
export interface ConfigFields {
  hostId: string;
  spec: SpecFields;
}

/** All that the form holds. Guided and expert are two views of it: what one does not show is kept. */
export interface WizardFields {
  hostIds: string[];
  spec: SpecFields;
  /** Bears the name that `spec.configFrom` has; of hosts that are not chosen none is made, and it is kept. */
  configs: ConfigFields[];
  /** Whether the config network is made as well, or is there already. */
  makeConfigs: boolean;
}

/** The action that the fields ask for. */
export function createActionOf(fields: WizardFields): CreateAction {
  const spec = specOfFields(fields.spec);
  const configs = configsOf(fields).map((config) => ({
    hostId: config.hostId,
    spec: {
      ...specOfFields(config.spec),
      name: spec.configFrom ?? '',
      driver: spec.driver,
      configOnly: true,
    },
  }));
  return {
    kind: 'create-network',
    hostIds: fields.hostIds,
    spec,
    ...(configs.length > 0 ? { configs } : {}),
  };
}

/** The config networks that are made, in the order of the hosts. */
export function configsOf({ hostIds, spec, configs, makeConfigs }: WizardFields): ConfigFields[] {
  if (!makeConfigs || spec.configFrom.trim() === '' || spec.configOnly) return [];
  return hostIds.flatMap((hostId) => configs.find((config) => config.hostId === hostId) ?? []);
}

/** Whether the network will be a swarm's. */
export function wantsSwarm(spec: SpecFields): boolean {
  return isForSwarm(specOfFields(spec));
}
