import type { Topology } from '#lib/topology/model.ts';
import type { Interface } from '#lib/topology/model-wires.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';

/** What a network's column stands on in a host's kernel: its bridge, or the interface that its members hang on. */
export function deviceOf(
  topology: Topology,
  hostId: string,
  networkId: string,
): { name: string; facts: string; says: string } | undefined {
  const own = wiresOf(topology)
    .interfacesOfNetwork(networkId)
    .filter((each) => each.hostId === hostId);
  const bridge = own.find((each) => each.bridge !== undefined) ?? own.find(({ kind }) => kind === 'bridge');
  const vxlan = own.find((each) => each.vxlan !== undefined);
  const device = bridge ?? own.find((each) => each !== vxlan) ?? vxlan;
  if (!device) return undefined;
  const name = bridge ? bridge.name : device === vxlan ? device.name : `⤴ ${device.name}`;
  const facts = [
    ...deviceFacts(device),
    ...(vxlan?.vxlan ? [`VNI ${vxlan.vxlan.vni}`] : []),
    ...portsOf(topology, device),
  ];
  return { name, facts: facts.join(' · '), says: [name, ...facts].join(' · ') };
}

const deviceFacts = ({ mtu, state, bridge }: Interface) => [
  ...(mtu === undefined ? [] : [`MTU ${mtu}`]),
  ...(state === 'up' || state === 'unknown' ? [] : [state]),
  ...(bridge?.stp ? ['STP'] : []),
  ...(bridge?.vlanFiltering ? ['VLAN'] : []),
];

/** What else is plugged into a bridge: another bridge, the host's own interface. Its VXLAN device is told by the VNI. */
const portsOf = (topology: Topology, { id }: Interface) =>
  wiresOf(topology)
    .portsOf(id)
    .filter(({ kind }) => kind !== 'vxlan')
    .map(({ name }) => `+ ${name}`);
