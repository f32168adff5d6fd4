import type { Applied } from '#server/actions/applied.ts';

/** An action that was done, as the record is told of it. */
export function applied(more: Partial<Applied> = {}): Applied {
  const step = { summary: 'Connect web to front', host: 'h', cli: 'docker network connect front web' };
  return {
    who: 'Ada',
    action: { kind: 'connect', networkId: 'network:h/front', containerId: 'container:h/web' },
    summary: 'Connect web to front',
    hosts: [{ id: 'h', name: 'Host One' }],
    plan: { fingerprint: 'f', steps: [step], warnings: [{ code: 'w', message: 'Mind this.' }] },
    result: { outcome: 'done', steps: [{ summary: step.summary, host: 'h', status: 'done' }] },
    begun: true,
    ...more,
  };
}
