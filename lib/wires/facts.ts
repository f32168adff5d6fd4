/**
 * What was read of one host's kernel: the plain facts, before anything is concluded from them. `server/probe` makes
 * these, whichever way it reads; a field that a way can't tell is absent.
 */
export interface WireFacts {
  /** How it was read: the kernel's own messages, what iproute2 prints, or the files of sysfs. */
  reader: 'netlink' | 'iproute2' | 'sysfs';
  stacks: StackFact[];
  openVswitch?: OpenVswitchFact;
  /** What could not be read, and why, in sentences for people. */
  gaps: { code: string; message: string }[];
}

/** One network namespace. */
export interface StackFact {
  /** Device and inode of its handle (`4:4026532301`): every handle of one namespace says the same. */
  id: string;
  /** True for the one that the engine itself runs in. */
  host: boolean;
  /** The names of the engine's handles of it, the last part of a `SandboxKey`: `0f3c…`, `1-j00h0hcgoi`, `lb_…`, `ingress_sbox`. */
  handles: string[];
  /**
   * What this namespace calls others (`link_netnsid`), as ids of stacks; it may tell more than its links need. Absent
   * where the reader can't tell (sysfs has no such numbers).
   */
  namespaces?: Record<number, string>;
  links: LinkFact[];
  defaultRoutes: { gateway?: string; device: string; metric?: number }[];
  /** The forwarding entries of its VXLAN devices that lead to another host. */
  forwarding: { device: string; mac: string; to: string; permanent: boolean }[];
  /** The neighbours of its VXLAN devices. */
  neighbours: { device: string; address: string; mac: string }[];
}

/** A device of the kernel. */
export interface LinkFact {
  /** Unique within its namespace alone. */
  index: number;
  name: string;
  /** The kernel's word (`veth`, `bridge`, `vxlan`, `macvlan`, `gretap` …); `loopback`; `device` for real ones. */
  kind: string;
  mtu: number;
  /** Whether it was set up (IFF_UP). */
  up: boolean;
  /** The kernel's operational state (RFC 2863), lower case: `up`, `down`, `lowerlayerdown`, `unknown` … */
  state: string;
  mac?: string;
  /** The other link it hangs on: a veth's other end, a macvlan's parent. It counts in `peerNamespace`, else here. */
  peerIndex?: number;
  /** This namespace's number of the namespace of `peerIndex`; absent if that is this one, or the reader can't tell. */
  peerNamespace?: number;
  /** Index of the bridge (or such) that it is a port of. */
  master?: number;
  /** With prefix length. */
  addresses: string[];
  /** Of a bridge. */
  bridge?: { stp: boolean; vlanFiltering: boolean };
  /** Of a bridge's port: the state of its spanning tree, `forwarding` also where that is off. */
  port?: { state: PortState };
  vxlan?: { vni: number; port: number; local?: string };
  /** Of gre, gretap, geneve, ipip …: its ends and its key. */
  tunnel?: { local?: string; remote?: string; key?: number };
  counters?: Counters;
}

export type PortState = 'disabled' | 'listening' | 'learning' | 'forwarding' | 'blocking';

/** Since the device was made. */
export interface Counters {
  rxBytes: number;
  rxPackets: number;
  rxErrors: number;
  rxDropped: number;
  txBytes: number;
  txPackets: number;
  txErrors: number;
  txDropped: number;
}

/** What a host's Open vSwitch says of itself. */
export interface OpenVswitchFact {
  bridges: {
    name: string;
    /** `system`: the kernel's; `netdev`: in user space. */
    datapath: string;
    stp: boolean;
    ports: OpenVswitchPort[];
  }[];
}

export interface OpenVswitchPort {
  name: string;
  /** The kernel's or OVS's word: `internal`, `gre`, `vxlan`, `geneve`, `patch`, `system`. */
  type: string;
  /** VLAN tag of an access port. */
  tag?: number;
  mtu?: number;
  mac?: string;
  up: boolean;
  remote?: string;
  local?: string;
  key?: number;
  /** Of a patch port: the port it leads to. */
  peer?: string;
  /** Only where its bridge has STP on. */
  stp?: { state: string; role?: string };
  counters?: Counters;
}

/** The latest of what is known of a host's wires. */
export interface WireReading {
  /** Without counters, which change with each read and are asked for by themselves; absent before the first read. */
  facts?: WireFacts;
  /** The handle of each running container's sandbox: the container's native id → last part of its `SandboxKey`. */
  handles: Record<string, string>;
  status: WireStatus;
}

/** How it stands with a host's wires; `Host.wires` says the same. */
export interface WireStatus {
  /**
   * `off`: nobody allowed it; `reading`: not read yet; `live`; `stale`: read once, not now; `unavailable`: can't be read.
   */
  state: 'off' | 'reading' | 'live' | 'stale' | 'unavailable';
  /** From the kernel we share with the engine, or by a helper container through its API. */
  way?: 'local' | 'helper';
  reader?: WireFacts['reader'];
  /** Why they are not read, or what of them is not, in sentences for people that say what to do. */
  reason?: string;
  /** With `stale`: when they were last as drawn, ISO 8601. */
  lastSeen?: string;
}
