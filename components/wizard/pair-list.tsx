import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import { linePath } from './field-faults.ts';
import type { PairFields } from './spec-fields.ts';

/** What is known of a key: what it does, and its values where there are few. */
interface KeyWords {
  says?: string;
  /** It is a warning. */
  warns?: boolean;
  choices?: readonly string[] | undefined;
  placeholder?: string | undefined;
}

export interface PairListProps {
  legend: string;
  /** What one line is called: `label`. */
  what: string;
  pairs: readonly PairFields[];
  onChange(pairs: PairFields[]): void;
  path: string;
  fault(path: string): string | undefined;
  keyText?: string;
  valueText?: string;
  /** Keys to be offered. */
  keys?: readonly string[];
  wordsOf?(key: string): KeyWords | undefined;
}

/** Keys with values, a line each: nothing is lost, nor merged, while it is typed. */
export function PairList({
  legend,
  what,
  pairs,
  onChange,
  path,
  fault,
  keyText = 'Key',
  valueText = 'Value',
  keys,
  wordsOf,
}: PairListProps) {
  const id = useId();
  const set = (at: number, change: Partial<PairFields>) =>
    onChange(pairs.map((pair, each) => (each === at ? { ...pair, ...change } : pair)));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-xs text-muted">{legend}</legend>
      {keys && (
        <datalist id={id}>
          {keys.map((key) => (
            <option key={key} value={key} />
          ))}
        </datalist>
      )}
      {pairs.map((pair, at) => {
        const words = wordsOf?.(pair.key.trim());
        const error =
          fault(linePath(path, at)) ?? (pair.key.trim() ? fault(`${path}.${pair.key.trim()}`) : undefined);
        const value = {
          label: `${valueText} of ${what} ${at + 1}`,
          value: pair.value,
          onChange: (text: string) => set(at, { value: text }),
          error,
        };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list.
          <div key={at} className="flex items-start gap-2">
            <div className="min-w-0 flex-3">
              <Field
                label={`${keyText} of ${what} ${at + 1}`}
                labelHidden
                name={`${path}.key.${at}`}
                value={pair.key}
                onChange={(text) => set(at, { key: text })}
                placeholder={keyText.toLowerCase()}
                list={keys && id}
                hint={words?.warns ? <span className="text-warn">{words.says}</span> : words?.says}
              />
            </div>
            <div className="min-w-0 flex-2">
              {words?.choices && (pair.value === '' || words.choices.includes(pair.value)) ? (
                <Select
                  {...value}
                  labelHidden
                  options={[
                    ...(pair.value === '' ? [{ value: '', text: 'choose…' }] : []),
                    ...words.choices.map((choice) => ({ value: choice, text: choice })),
                  ]}
                />
              ) : (
                <Field
                  {...value}
                  labelHidden
                  name={`${path}.value.${at}`}
                  placeholder={words?.placeholder ?? valueText.toLowerCase()}
                />
              )}
            </div>
            <IconButton
              label={`Remove ${what} ${at + 1}`}
              onClick={() => onChange(pairs.filter((_, each) => each !== at))}
            >
              <X className="size-3.5" />
            </IconButton>
          </div>
        );
      })}
      {fault(path) && (
        <p role="alert" className="text-2xs text-bad">
          {fault(path)}
        </p>
      )}
      <div>
        <Button size="small" onClick={() => onChange([...pairs, { key: '', value: '' }])}>
          <Plus aria-hidden="true" className="size-3" />
          Add {what}
        </Button>
      </div>
    </fieldset>
  );
}
