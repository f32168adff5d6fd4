import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { optionsOf } from '#lib/actions/driver-options.ts';
import type { SpecEditor } from './editor.ts';
import { PairList } from './pair-list.tsx';

/** The driver's options: those that are set, and behind a word all that it knows, with what each does. */
export function OptionList({ editor }: { editor: SpecEditor }) {
  const { spec, path, change, fault } = editor;
  const known = optionsOf(spec.driver);
  const unused = known?.filter(({ key }) => spec.options.every((option) => option.key.trim() !== key)) ?? [];
  const set = (options: typeof spec.options) => change((last) => ({ ...last, options }));
  return (
    <div className="grid gap-2">
      <PairList
        legend="Driver options"
        what="option"
        pairs={spec.options}
        onChange={set}
        path={`${path}.options`}
        fault={fault}
        {...(known ? { keys: known.map(({ key }) => key) } : {})}
        wordsOf={(key) => {
          const option = known?.find((each) => each.key === key);
          if (option) return option;
          if (!known || key === '') return undefined;
          return {
            warns: true,
            says: `Nothing that the driver ${spec.driver} knows: the engine takes it without a word, and nothing comes of it.`,
          };
        }}
      />
      {unused.length > 0 && (
        <Disclosure summary={`What the driver ${spec.driver} knows`}>
          <ul className="grid gap-2">
            {unused.map(({ key, says, since }) => (
              <li key={key} className="flex items-start gap-2">
                <div className="min-w-0 flex-1">
                  <p className="font-mono text-xs wrap-anywhere">{key}</p>
                  <p className="text-2xs text-muted">
                    {says}
                    {since && ` Since API ${since}.`}
                  </p>
                </div>
                <Button
                  size="small"
                  aria-label={`Set ${key}`}
                  onClick={() => set([...spec.options, { key, value: '' }])}
                >
                  Set
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {!known && (
        <p className="text-2xs text-muted">
          Only the plugin {spec.driver} knows its options: they are handed to it as they are.
        </p>
      )}
    </div>
  );
}
