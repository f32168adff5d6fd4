import { Kbd } from '#components/ui/kbd.tsx';

const shortcuts: readonly { keys: readonly string[]; what: string }[] = [
  { keys: ['/'], what: 'Search' },
  { keys: ['Ctrl', 'K'], what: 'Find anything, or do something by its name (⌘ K on a Mac)' },
  { keys: ['↑', '↓'], what: 'Move in the table or the list of hits' },
  { keys: ['n'], what: 'Create a network' },
  { keys: ['w'], what: 'In the picture: show or hide the wires' },
  { keys: ['Enter'], what: 'Select a row; once more: go to what is known of it' },
  {
    keys: ['Esc'],
    what: 'Back to the row, close a sheet, clear the search, let go of what is picked or selected',
  },
  { keys: ['Shift', '␣'], what: 'Pick a container’s row in the table, to connect several at once' },
  { keys: ['Shift'], what: 'In the picture: a click picks a container, a drag all that a box touches' },
  { keys: ['F6'], what: 'Go to the messages; Tab leads to Undo' },
  { keys: ['?'], what: 'Show this' },
];

/** The keys the page knows. */
export function ShortcutList() {
  return (
    <section>
      <h3 className="mb-2 text-2xs text-muted">Keys</h3>
      <dl className="grid grid-cols-[5.5rem_1fr] gap-x-3 gap-y-1.5">
        {shortcuts.map(({ keys, what }) => (
          <div key={what} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
