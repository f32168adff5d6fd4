import { Disclosure } from '#components/ui/disclosure.tsx';

/** Labels or options as the engine has them. They are other people's texts and shown as nothing but text. */
export function KeyValues({ what, values }: { what: string; values: Record<string, string> }) {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return null;
  return (
    <div className="border-t border-line px-4 py-3">
      <Disclosure summary={`${what} · ${entries.length}`}>
        <dl className="grid gap-1.5">
          {entries.map(([key, value]) => (
            <div key={key} className="font-mono text-2xs break-all">
              <dt className="text-muted">{key}</dt>
              <dd>{value || '""'}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
}
