import { Frame } from './frame.tsx';

const words = {
  host: 'This host',
  network: 'This network',
  container: 'This container',
  endpoint: 'This endpoint',
  port: 'This port',
  service: 'This service',
} as const;

/** The selected thing is not there (any more). */
export function Gone({ kind }: { kind: keyof typeof words }) {
  return (
    <Frame kind={words[kind]} title="No longer there">
      <p className="px-4 pb-3 text-muted">
        {kind === 'endpoint'
          ? 'The container left the network, or one of the two was removed.'
          : 'It was removed, or its host is no longer read.'}
      </p>
    </Frame>
  );
}
