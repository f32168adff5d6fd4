import type { Host } from '#lib/topology/model.ts';

/** What the hosts' sheet is opened for. */
export type HostTarget = { kind: 'add' } | { kind: 'edit' | 'test' | 'remove'; host: Host };
