import { Fragment } from 'react';
import { CopyButton } from './copy-button.tsx';

/** A command as typed in a shell, to be copied. `plain`: a text without a prompt. */
export function CommandLine({ text, plain = false }: { text: string; plain?: boolean }) {
  return (
    <div className="flex items-start gap-2 rounded-sm border border-line bg-raised py-1.5 pr-1.5 pl-2.5 font-mono text-xs text-ink">
      {!plain && (
        <span aria-hidden="true" className="text-muted select-none">
          $
        </span>
      )}
      <code className="min-w-0 flex-1 wrap-anywhere whitespace-pre-wrap">
        {plain ? text : text.split(' ').map(unbroken)}
      </code>
      <CopyButton text={text} label="Copy" className="-my-0.5" />
    </div>
  );
}

/** A line breaks between words, not after the dash of an option. */
function unbroken(word: string, at: number) {
  return (
    <Fragment key={at}>
      {at > 0 && ' '}
      <span className="inline-block max-w-full">{word}</span>
    </Fragment>
  );
}
