import { existsSync } from 'node:fs';
import type { OpenVswitchFact, WireFacts } from '#lib/wires/facts.ts';
import { type OpenVswitchTable, openVswitchColumns } from '../ovs/columns.ts';
import { openVswitchFact } from '../ovs/open-vswitch.ts';
import { transact } from './ovsdb.ts';
import { pathInRoot } from './path-in-root.ts';

/** Where its packages put the socket of its database, and where it is if one builds it oneself. */
const sockets = [
  '/run/openvswitch/db.sock',
  '/var/run/openvswitch/db.sock',
  '/usr/local/var/run/openvswitch/db.sock',
];

interface OpenVswitch {
  fact?: OpenVswitchFact;
  gaps: WireFacts['gaps'];
}

/** What the Open vSwitch in a root folder says of itself, if there is one. */
export async function readOpenVswitch(root: string): Promise<OpenVswitch> {
  const socket = sockets.map((path) => existing(root, path)).find((path) => path !== undefined);
  if (socket === undefined) return { gaps: [] };
  try {
    const [Bridge, Port, Interface] = await transact(socket, [
      select('Bridge'),
      select('Port'),
      select('Interface'),
    ]);
    return { fact: openVswitchFact({ Bridge, Port, Interface }), gaps: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Open vSwitch’s database could not be read: ${reason}. Look whether ovsdb-server runs on the host.`;
    return { gaps: [{ code: 'openvswitch-unreadable', message }] };
  }
}

function select(table: OpenVswitchTable): object {
  return { op: 'select', table, where: [], columns: openVswitchColumns[table] };
}

function existing(root: string, path: string): string | undefined {
  try {
    const found = pathInRoot(root, path);
    return existsSync(found) ? found : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
