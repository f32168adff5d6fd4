import type { Generated } from 'kysely';

/** The tables as the migrations leave them. */
export interface Tables {
  hosts: HostsTable;
  audit: AuditTable;
  /** One row. */
  instance: { id: string };
}

interface HostsTable {
  id: string;
  name: string;
  url: string;
  /** Settings as JSON; null where the host has none. */
  tls: string | null;
  ssh: string | null;
  probe: string | null;
  /** ISO 8601. */
  created: string;
}

interface AuditTable {
  id: Generated<number>;
  /** ISO 8601 in UTC: sorts by time. */
  time: string;
  who: string;
  /** Each between bars, to be found by `|connect|`. */
  verbs: string;
  outcome: string;
  /** Each between bars. */
  host_ids: string;
  /** JSON: ids and names. */
  hosts: string;
  summary: string;
  steps: number;
  done: number;
  /** All that a search finds it by, in lower case. */
  words: string;
  /** JSON: the action, its plan, and what became of it. */
  detail: string;
}
