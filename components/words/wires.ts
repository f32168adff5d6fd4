import type { Endpoint, Host } from '#lib/topology/model.ts';
import type { Interface } from '#lib/topology/model-wires.ts';

const ways = {
  local: 'straight from the kernel, which Patchbay shares with this host',
  helper: 'by a helper container on this host',
} as const;

const readers = {
  netlink: 'the kernel’s own messages (netlink)',
  iproute2: 'iproute2',
  sysfs: 'the files of sysfs',
} as const;

/** How it stands with reading a host's wires, in a sentence; `wires.reason` says why. */
export function wiresText({ wires }: Pick<Host, 'wires'>): string {
  switch (wires?.state) {
    case undefined:
      return 'Nothing is known yet of the wires of this host.';
    case 'off':
      return 'The wires of this host are not read.';
    case 'reading':
      return 'The wires of this host are being read for the first time.';
    case 'live':
      return 'The wires of this host are read.';
    case 'stale':
      return 'The wires of this host can’t be read now. What shows of them is what was last read.';
    case 'unavailable':
      return 'The wires of this host can’t be read.';
  }
}

/** Which way they are read, as far as there is one. */
export function wayText({ wires }: Pick<Host, 'wires'>): string | undefined {
  if (!wires?.way) return undefined;
  return wires.reader ? `${ways[wires.way]}, out of ${readers[wires.reader]}` : ways[wires.way];
}

/** Whether the host's owner can do something about it in its settings: nobody has to where all of it is read. */
export function wantsSettings({ wires }: Pick<Host, 'wires'>): boolean {
  return wires?.state === 'off' || wires?.state === 'unavailable' || wires?.state === 'stale';
}

/** What is allowed to read a host's wires, as what is set says. */
export function allowedText({ probe }: Pick<Host, 'probe'>): { directly: string; helper: string } {
  const { local = true, helper = 'off', image = 'busybox' } = probe ?? {};
  return {
    directly: local ? 'allowed, where Patchbay shares it' : 'switched off',
    helper:
      helper === 'off'
        ? 'not allowed'
        : `${helper === 'standing' ? 'one that stays' : 'one for each read'}, of the image ${image}`,
  };
}

/** Where the reading of a host's wires is set that can't be changed on the page; undefined where it can. */
export function probePlace({ origin, source }: Pick<Host, 'origin' | 'source'>): string | undefined {
  if (origin === 'stored') return undefined;
  if (source !== undefined && /\.(ya?ml|json)$/i.test(source))
    return `It is set in ${source}, under “probe” of this host.`;
  return 'It is set in a configuration file, under “probe” of this host: name the host there.';
}

const kinds: Record<string, string> = {
  device: 'real interface',
  loopback: 'loopback',
  bridge: 'bridge',
  openvswitch: 'Open vSwitch bridge',
  internal: 'internal port',
  patch: 'patch port',
  system: 'interface in Open vSwitch',
  veth: 'veth end',
  vxlan: 'VXLAN device',
  gre: 'GRE tunnel',
  gretap: 'GRE tunnel (Ethernet)',
  geneve: 'Geneve tunnel',
  ipip: 'IP in IP tunnel',
  vlan: 'VLAN',
  bond: 'bond',
  tun: 'TUN/TAP device',
  dummy: 'dummy',
};

/** The kernel's word for a kind of interface in words for people; a kind that is not known stays what it is. */
export function linkKindText(kind: string): string {
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? kind;
}

/** Where an interface is, but for the host's own namespace, where one expects it. */
export function placeText(place: Interface['place'], network: string | undefined): string | undefined {
  if (place === 'openvswitch') return 'in Open vSwitch';
  if (place === 'overlay') return `in the overlay ${network ?? 'that is gone'}`;
  return undefined;
}

const portStates: Record<string, string> = {
  disabled: 'forwards nothing',
  listening: 'listens to the spanning tree, forwards nothing yet',
  learning: 'learns addresses, forwards nothing yet',
  blocking: 'blocked by the spanning tree: it would close a loop',
  discarding: 'blocked by the spanning tree: it would close a loop',
};

/** What the state of a bridge's port means, where it is not what one hopes for. */
export function portMeaning(state: string): string | undefined {
  return Object.hasOwn(portStates, state) ? portStates[state] : undefined;
}

/** Whether a state is one that carries nothing. Devices that have no carrier to tell of are `unknown`. */
export function isDown(state: string): boolean {
  return !['up', 'unknown'].includes(state);
}

/**
 * An endpoint's wire in one line, as the picture has it: `eth0 ⇄ veth1a2b @ br-0c55`; a device without a pair with what
 * it hangs on: `eth0 on eth1`.
 */
export function wireText(
  { interface: device, veth }: Pick<Endpoint, 'interface' | 'veth'>,
  parent?: string,
): string | undefined {
  if (!veth) return device && parent !== undefined ? `${device.name} on ${parent}` : device?.name;
  const far = veth.bridge ? `${veth.name} @ ${veth.bridge}` : veth.name;
  return `${device?.name ?? '?'} ⇄ ${far}`;
}

/** Of a bridge: whether it has a spanning tree, and what else it does beside forwarding. */
export function bridgeText({ stp, vlanFiltering }: { stp: boolean; vlanFiltering: boolean }): string {
  return `STP ${stp ? 'on' : 'off'}${vlanFiltering ? ', filters VLANs' : ''}`;
}
