import { FailureView } from '#components/actions/failure-view.tsx';
import { Fact, Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { count } from '#components/words/counts.ts';
import { engineText } from '#components/words/engine.ts';
import { HostKeyView } from './host-key-view.tsx';
import type { HostTesting } from './use-host-test.ts';

/** What a test found, and what to mind. Screen readers hear it when it comes; `told`: but what a field says already. */
export function HostTestView({ testing, told = false }: { testing: HostTesting; told?: boolean }) {
  const { busy, found, failure } = testing;
  const message = told ? undefined : failure && (failure.fields.url ?? failure.message);
  return (
    <>
      <div role="status" className="grid gap-3 empty:hidden">
        {busy && <p className="text-muted">Asking the engine…</p>}
        {message !== undefined && <FailureView message={message} engine={failure?.engine} />}
        {told && <p className="text-muted">The test failed: what to do is told at the field.</p>}
        {found && (
          <section className="grid gap-2 border-l-2 border-ok pl-3">
            <h3 className="font-medium">It answers, in {found.took} ms</h3>
            <Facts>
              <Fact name="Engine">
                {engineText(found)}
                {found.rootless && ', rootless'}
              </Fact>
              <Fact name="API" mono>
                {found.engine.apiVersion}
              </Fact>
              <Fact name="Drivers">{found.drivers.join(', ')}</Fact>
              <Fact name="Swarm">{found.swarm ? `${found.swarm.role}, ${found.swarm.address}` : 'no'}</Fact>
              <Fact name="Holds">
                {count(found.containers, 'container')} ({found.running} running),{' '}
                {count(found.networks, 'network')}
              </Fact>
            </Facts>
          </section>
        )}
        {found?.warnings.map((warning) => (
          <Notice key={`${warning.code} ${warning.message}`} tone="warn">
            {warning.message}
          </Notice>
        ))}
      </div>
      {failure?.hostKey && <HostKeyView hostKey={failure.hostKey} />}
    </>
  );
}
