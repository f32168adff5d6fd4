import type { SpecFields } from './spec-fields.ts';
import type { WizardFields } from './wizard-fields.ts';

/** What every part of the form sees and changes. */
export interface Editor {
  fields: WizardFields;
  change(change: (fields: WizardFields) => WizardFields): void;
  /** What is wrong with the field of this path. */
  fault(path: string): string | undefined;
}

/** The spec that a part of the form is about: the network's own, or a config network's. */
export interface SpecEditor {
  spec: SpecFields;
  /** Where its faults are: `spec`, `configs.0.spec`. */
  path: string;
  change(change: (spec: SpecFields) => SpecFields): void;
  fault(path: string): string | undefined;
}

/** The part of an editor that is about the network's own spec. */
export function ownSpec({ fields, change, fault }: Editor): SpecEditor {
  return {
    spec: fields.spec,
    path: 'spec',
    fault,
    change: (update) => change((last) => ({ ...last, spec: update(last.spec) })),
  };
}

/** The part of an editor that is about the config network of a host; `at` is its place in the action. */
export function configSpec(
  { fields, change, fault }: Editor,
  hostId: string,
  at: number,
): SpecEditor | undefined {
  const config = fields.configs.find((each) => each.hostId === hostId);
  return (
    config && {
      // Its driver is the network's: the options are judged by it.
      spec: { ...config.spec, driver: fields.spec.driver },
      path: `configs.${at}.spec`,
      fault,
      change: (update) =>
        change((last) => ({
          ...last,
          configs: last.configs.map((each) =>
            each.hostId === hostId ? { ...each, spec: update(each.spec) } : each,
          ),
        })),
    }
  );
}
