import type { EngineErrorKind } from './engine-error.ts';

/** What a call was about, for sentences. */
export interface CallNames {
  container: string;
  network: string;
  address: string;
  driver: string;
  /** What the pattern's group holds. */
  found: string;
}

interface Rule {
  /** The calls it is said of; all that change something, if left out. */
  calls?: readonly ('connect' | 'disconnect' | 'create-network' | 'remove-network')[];
  when: RegExp;
  kind: EngineErrorKind;
  say: (names: CallNames) => string;
}

const create = ['create-network'] as const;
const remove = ['remove-network'] as const;

const refusedCreations: readonly Rule[] = [
  {
    calls: create,
    when: /network with name .* already exists/i,
    kind: 'name-taken',
    say: ({ network }) => `There is a network called ${network} already. Choose another name.`,
  },
  {
    calls: create,
    when: /pool overlaps with other one/i,
    kind: 'subnet-overlap',
    say: ({ network }) =>
      `A subnet of ${network} overlaps one that this host uses already. Choose another, or leave it empty.`,
  },
  {
    calls: create,
    when: /could not find an available, non-overlapping|predefined address pools have been fully subnetted/i,
    kind: 'pools-exhausted',
    say: () =>
      'Docker has no free subnet left in its address pools. Give one yourself, or remove networks that nobody uses.',
  },
  {
    calls: create,
    when: /operation is not permitted on predefined/i,
    kind: 'reserved-name',
    say: ({ network }) => `${network} is a name of Docker's own. Choose another.`,
  },
  {
    calls: create,
    when: /plugin "?[^"\s]+"? not found|could not resolve driver|error looking up (the )?plugin/i,
    kind: 'unknown-driver',
    say: ({ driver }) =>
      `This host has no driver called ${driver}. Choose one that it has, or install the plugin.`,
  },
  {
    calls: create,
    when: /failed to allocate gateway|doesn't contain this address|gateway .* out of range/i,
    kind: 'invalid-spec',
    say: () => 'The gateway is outside its subnet, or taken. Choose an address inside, or leave it empty.',
  },
  {
    calls: create,
    when: /host bits|it should be/i,
    kind: 'invalid-spec',
    say: () => 'A subnet has host bits set. Give the first address of the subnet, such as 10.20.0.0/24.',
  },
  {
    calls: create,
    when: /invalid CIDR|invalid subnet|netip\.ParsePrefix|invalid network config/i,
    kind: 'invalid-spec',
    say: () =>
      'The engine takes one of the addresses for malformed. Check subnets, gateways, ranges and exclusions.',
  },
  {
    calls: create,
    when: /valid as a DNS name component/i,
    kind: 'invalid-spec',
    say: () => 'In a swarm a name has letters, digits, dashes and underscores only. Choose another.',
  },
  {
    calls: create,
    when: /networks have same bridge name|bridge name/i,
    kind: 'bridge-taken',
    say: () => 'Another network of this host has that bridge. Choose another name for it.',
  },
  {
    calls: create,
    when: /already using parent interface/i,
    kind: 'parent-taken',
    say: () =>
      'Another network of this host is on that parent interface. Choose another parent (eth0.10 makes a VLAN of eth0), or use that network.',
  },
  {
    calls: create,
    when: /doesn't support multiple subnets/i,
    kind: 'invalid-spec',
    say: () => 'A bridge has one subnet of each family. Make a second network for the other.',
  },
  {
    calls: create,
    when: /failed to parse .* value|invalid value .* for|invalid option|unknown mode|requested (macvlan|ipvlan) mode/i,
    kind: 'invalid-spec',
    say: ({ network }) => `An option of ${network} has a value that its driver does not take. Correct it.`,
  },
  {
    calls: create,
    when: /from a worker node/i,
    kind: 'not-a-manager',
    say: () => 'Only a manager of the swarm makes networks for it. Do it on a manager.',
  },
  {
    calls: create,
    when: /not a swarm manager|not part of a swarm/i,
    kind: 'not-a-manager',
    say: () =>
      'This host is no manager of a swarm. Begin a swarm there (docker swarm init), or do it on a manager.',
  },
  {
    calls: create,
    when: /configuration network .* (not found|does not exist)|network .* not found/i,
    kind: 'no-such-network',
    say: () =>
      'The config network that it is to be made from does not exist on that host. Make it there first.',
  },
];

const refusedRemovals: readonly Rule[] = [
  {
    calls: remove,
    when: /has active endpoints/i,
    kind: 'in-use',
    say: ({ network }) => `Something is still on ${network}. Disconnect it first, then remove the network.`,
  },
  {
    calls: remove,
    when: /is in use by (task|service|node)/i,
    kind: 'in-use',
    say: ({ network }) => `A task of the swarm still uses ${network}. Take it off its service first.`,
  },
  {
    calls: remove,
    when: /is a pre-?defined network/i,
    kind: 'reserved-name',
    say: ({ network }) => `${network} is Docker's own network and can't be removed.`,
  },
  {
    calls: remove,
    when: /configuration network .* is in use/i,
    kind: 'in-use',
    say: ({ network }) => `Networks are made from ${network}. Remove them first.`,
  },
];

/**
 * What engines (20.10 to 29) say when they refuse a change, and what that means. The status is
 * no guide: the same refusal is 400, 403, 409 or 500 from one version to the next.
 */
export const refusals: readonly Rule[] = [
  ...refusedCreations,
  ...refusedRemovals,
  {
    // Of a running container, from 26 on; 20.10 does not mind.
    when: /could not find a network matching network mode ([^\s:]+)/i,
    kind: 'mode-network-gone',
    say: ({ container, found }) =>
      `${container} was created on the network ${found}, which its host does not have now, and its engine connects it to nothing else until it has. ` +
      `If ${found} is an overlay, connect ${container} to it first; else create a network of that name, or create ${container} anew.`,
  },
  {
    // Tried by the engine for 15 s before it says so.
    when: /plugins\/[^/]+\.sock.*(connection refused|no such file)|plugin .* not found/is,
    kind: 'driver-gone',
    say: ({ network }) =>
      `The plugin that is the driver of ${network} does not answer its engine. Start the plugin on that host, then try again.`,
  },
  {
    when: /endpoint with name .* already exists|already (attached|connected) to network/i,
    kind: 'already-connected',
    say: ({ container, network }) =>
      `${container} is already connected to ${network}. Nothing needs to be done; if the page shows otherwise, reload it.`,
  },
  {
    when: /is not connected to (the )?network/i,
    kind: 'not-connected',
    say: ({ container, network }) =>
      `${container} is not connected to ${network} any more. Nothing needs to be done.`,
  },
  {
    when: /connected to host network or|connect container to host network|disconnected from host network/i,
    kind: 'host-mode',
    say: ({ container }) =>
      `The host network can't be joined or left while a container exists. Create ${container} anew with --network host, or without.`,
  },
  {
    when: /private \(none\) mode/i,
    kind: 'none-mode',
    say: ({ container }) =>
      `The none network excludes every other. Disconnect ${container} from "none" first, then connect it.`,
  },
  {
    when: /sharing network namespace with another container or host/i,
    kind: 'shared-sandbox',
    say: ({ container }) =>
      `${container} uses the network of another container or of the host. Connect the container it shares with, or create it anew with a network of its own.`,
  },
  {
    when: /user specified IP address is supported on user defined networks only/i,
    kind: 'no-fixed-address',
    say: ({ network }) =>
      `${network} is the default network and accepts no fixed address. Leave the address empty, or use a network of your own.`,
  },
  {
    when: /only when connecting to networks with user configured subnets/i,
    kind: 'no-fixed-address',
    say: ({ network }) =>
      `${network} accepts no fixed address, for its subnet was chosen by Docker. Leave the address empty, or create the network with a subnet of yours.`,
  },
  {
    when: /address already in use/i,
    kind: 'address-in-use',
    say: ({ network, address }) =>
      `${address} is taken on ${network} (by an endpoint, the gateway or the broadcast address). Choose another, or leave it empty.`,
  },
  {
    when: /does not belong to any of this network's subnets|it does not belong|no configured subnet|invalid address/i,
    kind: 'address-outside',
    say: ({ network, address }) =>
      `${address} is in none of ${network}'s subnets. Choose an address inside, or leave it empty.`,
  },
  {
    when: /no available (IPv4|IPv6)? ?addresses/i,
    kind: 'address-in-use',
    say: ({ network }) =>
      `${network} has no free address left. Disconnect something, or use another network.`,
  },
  {
    when: /not manually attachable/i,
    kind: 'not-attachable',
    say: ({ network }) =>
      `Only services can join ${network}: it was created without --attachable. Create an attachable network, or add the network to the service.`,
  },
  {
    when: /not a swarm manager|from a worker node/i,
    kind: 'not-a-manager',
    say: () => 'Only a manager of the swarm can do this. Do it on a manager.',
  },
  {
    when: /is ambiguous/i,
    kind: 'ambiguous-name',
    say: ({ network }) => `Several networks are named ${network}. Remove or rename all but one.`,
  },
  {
    when: /no such container|container .* not found/i,
    kind: 'no-such-container',
    say: ({ container }) => `The container ${container} does not exist any more.`,
  },
  {
    when: /no such network|network .* not found/i,
    kind: 'no-such-network',
    say: ({ network }) => `The network ${network} does not exist any more.`,
  },
  {
    when: /marked for removal|is not running|cannot .* paused|is restarting/i,
    kind: 'refused-by-engine',
    say: ({ container }) =>
      `The engine can't do this in ${container}'s present state. Wait until it has settled, or start it, and try again.`,
  },
];
