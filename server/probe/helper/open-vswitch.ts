import type { OpenVswitchFact, WireFacts } from '#lib/wires/facts.ts';
import { openVswitchColumns } from '../ovs/columns.ts';
import { openVswitchFact } from '../ovs/open-vswitch.ts';
import type { Section } from './sections.ts';

/** Its tables and their columns as the script takes them: `Bridge=_uuid,name … Port=…`. */
export const openVswitchTables = Object.entries(openVswitchColumns)
  .map(([table, columns]) => `${table}=${columns.join(',')}`)
  .join(' ');

/** What `ovs-vsctl` printed of them; undefined where there is no Open vSwitch. */
export function readOpenVswitch(
  sections: readonly Section[],
  gaps: WireFacts['gaps'],
): OpenVswitchFact | undefined {
  const tables = sections.filter(({ name }) => name === 'openvswitch');
  if (tables.length === 0) return undefined;
  const read = (table: string): unknown => {
    const text = tables.find(({ words }) => words[0] === table)?.text ?? '';
    return JSON.parse(text);
  };
  try {
    return openVswitchFact({ Bridge: read('Bridge'), Port: read('Port'), Interface: read('Interface') });
  } catch {
    // Whatever is wrong with it, the rest of the host is not.
    gaps.push({
      code: 'unread-open-vswitch',
      message:
        'Open vSwitch runs on the host, but `ovs-vsctl` there does not tell its bridges. Is openvswitch-switch’s database healthy?',
    });
    return undefined;
  }
}
