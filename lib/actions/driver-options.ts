import { isIP } from '../cidr/address.ts';

/** An option that a driver of Docker's own knows: what it does, and what it takes. */
export interface DriverOption {
  key: string;
  /** One sentence for people. */
  says: string;
  /** Said of a value that the engine would refuse; undefined if it takes it. */
  fault(value: string): string | undefined;
  /** The values there are, where there are few. */
  choices?: readonly string[];
  placeholder?: string;
  /** The API version since which it is known. */
  since?: string;
}

const bridge = 'com.docker.network.bridge.';

const truths = ['true', 'false'];
const oneOf = (key: string, says: string, choices: readonly string[], since?: string): DriverOption => ({
  key,
  says,
  choices,
  fault: (value) => (choices.includes(value) ? undefined : `Choose one of ${choices.join(', ')}.`),
  ...(since ? { since } : {}),
});
const yesNo = (key: string, says: string): DriverOption => ({
  ...oneOf(key, says, truths),
  // As Go's strconv.ParseBool has it.
  fault: (value) => (/^(1|0|t|f|true|false)$/i.test(value) ? undefined : 'Choose true or false.'),
});
const free = (
  key: string,
  says: string,
  placeholder: string,
  fault: DriverOption['fault'] = (value) =>
    value === '' ? `Give a value such as ${placeholder}.` : undefined,
  since?: string,
): DriverOption => ({ key, says, placeholder, fault, ...(since ? { since } : {}) });

const mtu = free(
  'com.docker.network.driver.mtu',
  'The largest packet that fits, in bytes; smaller than the path’s where another tunnel lies below.',
  '1450',
  (value) =>
    /^\d+$/.test(value) && Number(value) >= 68 && Number(value) <= 65535
      ? undefined
      : 'Give a number of bytes from 68 to 65535.',
);
const prefix = free(
  'com.docker.network.container_iface_prefix',
  'What interfaces inside containers are called, before their number.',
  'eth',
  deviceFault(11),
);

const gatewayModes = ['nat', 'nat-unprotected', 'routed', 'isolated'];

const bridgeOptions: readonly DriverOption[] = [
  free(`${bridge}name`, 'The name of the bridge device on the host.', 'br-shop', deviceFault(15)),
  yesNo(`${bridge}enable_icc`, 'Whether containers of this network may talk to each other.'),
  yesNo(`${bridge}enable_ip_masquerade`, 'Whether what leaves the host gets the host’s address.'),
  free(
    `${bridge}host_binding_ipv4`,
    'The host’s address that published ports are bound to, if none is given with the port.',
    '127.0.0.1',
    (value) => (isIP(value) === 4 ? undefined : 'Give an IPv4 address of the host.'),
  ),
  mtu,
  yesNo(`${bridge}inhibit_ipv4`, 'Whether the bridge does without an IPv4 address of its own.'),
  oneOf(
    `${bridge}gateway_mode_ipv4`,
    'How containers reach the world by IPv4, and how they are reached.',
    gatewayModes,
    '1.46',
  ),
  oneOf(
    `${bridge}gateway_mode_ipv6`,
    'How containers reach the world by IPv6, and how they are reached.',
    gatewayModes,
    '1.46',
  ),
  free(
    `${bridge}trusted_host_interfaces`,
    'Host interfaces from which containers are reached directly, with colons between.',
    'eth1:wg0',
    undefined,
    '1.50',
  ),
  free(
    'com.docker.network.host_ipv4',
    'The host’s address that packets leaving get.',
    '192.0.2.10',
    (value) => (isIP(value) === 4 ? undefined : 'Give an IPv4 address of the host.'),
  ),
  free(
    'com.docker.network.host_ipv6',
    'The host’s IPv6 address that packets leaving get.',
    '2001:db8::10',
    (value) => (isIP(value) === 6 ? undefined : 'Give an IPv6 address of the host.'),
    '1.46',
  ),
  prefix,
];

const parent = free(
  'parent',
  'The host’s interface that the network is on; eth0.10 makes VLAN 10 of eth0.',
  'eth0',
  deviceFault(15),
);

const options: Readonly<Record<string, readonly DriverOption[]>> = {
  bridge: bridgeOptions,
  macvlan: [
    parent,
    oneOf(
      'macvlan_mode',
      'Whether containers on one parent talk to each other directly (bridge), over the switch (vepa), not at all (private), or one has it alone (passthru).',
      ['bridge', 'private', 'vepa', 'passthru'],
    ),
    mtu,
  ],
  ipvlan: [
    parent,
    oneOf('ipvlan_mode', 'Whether containers are on the LAN (l2) or are routed to (l3, l3s).', [
      'l2',
      'l3',
      'l3s',
    ]),
    oneOf(
      'ipvlan_flag',
      'Whether containers on one parent talk to each other directly (bridge), over the switch (vepa), or not at all (private).',
      ['bridge', 'private', 'vepa'],
    ),
    mtu,
  ],
  overlay: [
    // Its presence alone switches it on.
    free(
      'encrypted',
      'Encrypts what goes from host to host. Its presence switches it on, whatever its value.',
      'true',
      () => undefined,
    ),
    free(
      'com.docker.network.driver.overlay.vxlanid_list',
      'The VXLAN ids, one a subnet, with commas between.',
      '4100',
      (value) => (/^\d+(,\d+)*$/.test(value) ? undefined : 'Give numbers with commas between.'),
    ),
    mtu,
  ],
};

/** The options that a driver of Docker's own knows; undefined for any other driver, whose options only it knows. */
export function optionsOf(driver: string): readonly DriverOption[] | undefined {
  return Object.hasOwn(options, driver) ? options[driver] : undefined;
}

/** A network device's name, as the kernel takes it: 15 bytes, no slash, no space. */
function deviceFault(length: number): DriverOption['fault'] {
  return (value) =>
    /^[^\s/]+$/.test(value) && value.length <= length && value !== '.' && value !== '..'
      ? undefined
      : `Give a name of 1 to ${length} characters without spaces and slashes.`;
}
