/**
 * The columns of Open vSwitch's database that a reader asks for, by table (ovs-vswitchd.conf.db(5)). All of them are
 * there since 2.4.
 */
export const openVswitchColumns = {
  Bridge: ['_uuid', 'name', 'datapath_type', 'stp_enable', 'rstp_enable', 'ports'],
  Port: ['_uuid', 'name', 'interfaces', 'tag', 'status', 'rstp_status'],
  Interface: [
    '_uuid',
    'name',
    'type',
    'admin_state',
    'link_state',
    'mtu',
    'mac_in_use',
    'options',
    'statistics',
  ],
} as const;

export type OpenVswitchTable = keyof typeof openVswitchColumns;
