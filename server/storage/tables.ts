/** The tables as the migrations leave them. */
export interface Tables {
  hosts: HostsTable;
}

interface HostsTable {
  id: string;
  name: string;
  url: string;
  /** Settings as JSON; null where the host has none. */
  tls: string | null;
  ssh: string | null;
  /** ISO 8601. */
  created: string;
}
