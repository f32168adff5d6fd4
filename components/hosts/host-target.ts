import type { Host } from '#lib/topology/model.ts';

/** What the hosts' sheet is opened for; `at`: somebody came for a part of the form. */
export type HostTarget =
  | { kind: 'add' }
  | { kind: 'edit'; host: Host; at?: 'wires' }
  | { kind: 'test' | 'remove'; host: Host };
