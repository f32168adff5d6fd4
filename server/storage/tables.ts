/** The tables as the migrations leave them. */
export interface Tables {
  hosts: HostsTable;
}

interface HostsTable {
  id: string;
  name: string;
  url: string;
  /** ISO 8601. */
  created: string;
}
