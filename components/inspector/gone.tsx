import type { Selection } from '#lib/store/selection.ts';
import { Frame } from './frame.tsx';

const words: Record<Selection['kind'], string> = {
  host: 'This host',
  network: 'This network',
  container: 'This container',
  endpoint: 'This endpoint',
  port: 'This port',
  service: 'This service',
  interface: 'This interface',
  tunnel: 'This tunnel',
  finding: 'This finding',
};

const reasons: Partial<Record<Selection['kind'], string>> = {
  endpoint: 'The container left the network, or one of the two was removed.',
  interface: 'It was removed or made anew, or the wires of its host are no longer read.',
  tunnel: 'It was removed, or the wires of its host are no longer read.',
  finding: 'It is as it should be again, or the wires of its host are no longer read.',
};

/** The selected thing is not there (any more). */
export function Gone({ kind }: { kind: Selection['kind'] }) {
  return (
    <Frame kind={words[kind]} title="No longer there">
      <p className="px-4 pb-3 text-muted">
        {reasons[kind] ?? 'It was removed, or its host is no longer read.'}
      </p>
    </Frame>
  );
}
