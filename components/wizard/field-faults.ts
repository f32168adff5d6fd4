import { excludedLabel, type PairFields, type SpecFields } from './spec-fields.ts';
import { configsOf, type WizardFields } from './wizard-fields.ts';

/** What is wrong with each field, by its path in the action (`spec.subnets.0.gateway`). */
export type FieldFaults = Readonly<Record<string, string>>;

/**
 * What is wrong with the fields that an action can't even say: two lines with one key, of which one would be lost,
 * and a value without its key. The rest is judged by the plan.
 */
export function faultsOfFields(fields: WizardFields): FieldFaults {
  return Object.fromEntries([
    ...specFaults('spec', fields.spec),
    ...configsOf(fields).flatMap((config, at) => specFaults(`configs.${at}.spec`, config.spec)),
  ]);
}

function specFaults(path: string, spec: SpecFields): [string, string][] {
  return [
    ...pairFaults(`${path}.options`, spec.options),
    ...pairFaults(`${path}.labels`, spec.labels),
    ...pairFaults(`${path}.ipamOptions`, spec.ipamOptions),
    ...spec.subnets.flatMap(({ excluded }, at) => labelFaults(`${path}.subnets.${at}.excluded`, excluded)),
  ];
}

function pairFaults(path: string, pairs: readonly PairFields[]): [string, string][] {
  return pairs.flatMap(({ key, value }, at): [string, string][] => {
    const own = key.trim();
    if (own === '') return value === '' ? [] : [[linePath(path, at), 'Give this value a key.']];
    const first = pairs.findIndex((other) => other.key.trim() === own);
    return first < at ? [[linePath(path, at), `There is a line for ${own} already.`]] : [];
  });
}

function labelFaults(path: string, excluded: readonly PairFields[]): [string, string][] {
  const labels = excluded.map((_, at) => excludedLabel(excluded, at));
  return labels.flatMap((label, at): [string, string][] =>
    labels.indexOf(label) < at ? [[linePath(path, at), `There is an address called ${label} already.`]] : [],
  );
}

/** The path of a line whose key says nothing yet. */
export function linePath(path: string, at: number): string {
  return `${path}#${at}`;
}
