'use client';

import type { ReactNode } from 'react';
import { StepList } from '#components/actions/step-list.tsx';
import { CommandLine } from '#components/ui/command-line.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { AuditDetail } from '#lib/wire/audit.ts';
import { useAuditEntry } from './use-audit-entry.ts';

/** One entry, whole: what was planned, what became of each step, and what undoes it. */
export function AuditEntryView({ id }: { id: number }) {
  const reply = useAuditEntry(id);
  if (!reply) return <p className="text-muted">Reading…</p>;
  if (!reply.ok) {
    return (
      <Notice tone="bad" role="alert">
        {reply.failure.message}
      </Notice>
    );
  }
  return <DetailView detail={reply.value.detail} />;
}

function DetailView({ detail: { action, plan, result, undo, refusal } }: { detail: AuditDetail }) {
  const steps = result?.steps ?? plan?.steps ?? [];
  const ended = new Map(result?.steps.map((step, at) => [at, step]));
  const engine = result?.steps.flatMap(({ error }) => error?.engine ?? []).join('\n');
  return (
    <div className="grid max-w-3xl gap-4">
      {refusal && <Notice tone="bad">{refusal.message}</Notice>}
      {steps.length > 0 && (
        <Part title={result ? 'What was done' : 'What was planned'}>
          {result ? (
            <StepList steps={steps} ended={ended} />
          ) : (
            <ul className="grid gap-1">
              {plan?.steps.map((step) => (
                <li key={`${step.host} ${step.cli}`}>{step.summary}</li>
              ))}
            </ul>
          )}
        </Part>
      )}
      {engine && (
        <Disclosure summary="What the engine said">
          <p className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">{engine}</p>
        </Disclosure>
      )}
      {plan && plan.warnings.length > 0 && (
        <Part title="What the plan warned of">
          <ul className="grid gap-1.5">
            {plan.warnings.map(({ code, message }) => (
              <li key={`${code} ${message}`}>
                <Notice tone="warn">{message}</Notice>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {plan?.confirm && (
        <Part title="It had to be confirmed by typing">
          <p>
            {plan.confirm.reason} To be typed: <span className="font-medium">{plan.confirm.text}</span>
          </p>
        </Part>
      )}
      {plan && plan.steps.length > 0 && (
        <Part title="The same as a command">
          {plan.steps.map((step) => (
            <CommandLine key={`${step.host} ${step.cli}`} text={step.cli} />
          ))}
        </Part>
      )}
      {undo && (
        <Part title="What undoes it">
          <ul className="grid gap-1">
            {undo.map((words, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is what it is.
              <li key={at}>{words}</li>
            ))}
          </ul>
        </Part>
      )}
      <Disclosure summary="The action as it was asked for">
        <CommandLine plain text={JSON.stringify(action, null, 2)} />
      </Disclosure>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1.5 wrap-anywhere">
      <h3 className="text-2xs text-muted">{title}</h3>
      {children}
    </section>
  );
}
