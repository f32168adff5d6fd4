import { z } from 'zod';

/** What the kernels of the hosts know and their engines do not: links, tunnels, and where the two do not agree. */

/** What the owner of a host allows for reading its links. */
export const probeSettingsSchema = z.object({
  /** False: not from the kernel either, where we share it with the engine. */
  local: z.boolean().exactOptional(),
  /**
   * A small container of Patchbay's on the host that reads its kernel: none (unless told otherwise), one for each
   * read, or one that stays.
   */
  helper: z.enum(['off', 'one-shot', 'standing']).exactOptional(),
  /** Its image, any that has busybox; `busybox` unless told. It must be on the host. */
  image: z.string().min(1).exactOptional(),
});
export type ProbeSettings = z.infer<typeof probeSettingsSchema>;

/** How it stands with a host's links, which its kernel knows and its engine does not (`WireStatus`). */
export const wireStatusSchema = z.object({
  state: z.enum(['off', 'reading', 'live', 'stale', 'unavailable']),
  way: z.enum(['local', 'helper']).exactOptional(),
  reader: z.enum(['netlink', 'iproute2', 'sysfs']).exactOptional(),
  reason: z.string().exactOptional(),
  lastSeen: z.string().exactOptional(),
});

/** An endpoint's device in its sandbox. */
export const endpointInterfaceSchema = z.object({
  name: z.string(),
  index: z.number(),
  mtu: z.number(),
  /** The kernel's operational state: `up`, `down`, `lowerlayerdown`, `unknown` … */
  state: z.string(),
  kind: z.string(),
  /** Of a macvlan or an ipvlan: the host's interface it hangs on. */
  parentId: z.string().exactOptional(),
});

/** The other end of an endpoint's veth pair. */
export const vethSchema = z.object({
  name: z.string(),
  index: z.number(),
  bridge: z.string(),
  mtu: z.number(),
  state: z.string(),
  /** The bridge, if it is among the interfaces. */
  bridgeId: z.string().exactOptional(),
  /** Whether the bridge forwards for it. */
  port: z.enum(['disabled', 'listening', 'learning', 'forwarding', 'blocking']).exactOptional(),
});

/**
 * A link of a host's own namespace, of an overlay's inner namespace, or of Open vSwitch. The two ends of an endpoint's
 * veth pair are not here: the endpoint has them.
 */
export const interfaceSchema = z.object({
  id: z.string(),
  hostId: z.string(),
  name: z.string(),
  /** Where it is: in the host's own namespace, in that of an overlay, or in the tables of Open vSwitch alone. */
  place: z.enum(['host', 'overlay', 'openvswitch']),
  /** The kernel's word for it, `openvswitch` for such a bridge. */
  kind: z.string(),
  /** The network whose bridge, VXLAN device, or parent it is. */
  networkId: z.string().exactOptional(),
  /** Within its namespace; what is in Open vSwitch alone has none. */
  index: z.number().exactOptional(),
  mtu: z.number().exactOptional(),
  mac: z.string().exactOptional(),
  state: z.string(),
  /** With prefix length. */
  addresses: z.array(z.string()),
  /** The bridge that it is a port of. */
  masterId: z.string().exactOptional(),
  /** Where a link that hangs on another one hangs, if that is among the interfaces (a VLAN's parent, a veth's other end). */
  peerId: z.string().exactOptional(),
  bridge: z.object({ stp: z.boolean(), vlanFiltering: z.boolean() }).exactOptional(),
  port: z
    .object({ state: z.string(), role: z.string().exactOptional(), tag: z.number().exactOptional() })
    .exactOptional(),
  vxlan: z.object({ vni: z.number(), port: z.number(), local: z.string().exactOptional() }).exactOptional(),
  /** Of the interface that the host's way out leads through. */
  defaultGateway: z.string().exactOptional(),
});

export const tunnelSchema = z.object({
  id: z.string(),
  /** `vxlan`, `gre`, `geneve` … */
  kind: z.string(),
  /** The overlay; or the local network, on the near host, whose bridge the tunnel leads out of. */
  networkId: z.string().exactOptional(),
  /** The device it is, where there is one. */
  interfaceId: z.string().exactOptional(),
  from: z.object({ hostId: z.string(), address: z.string() }),
  to: z.object({ hostId: z.string().exactOptional(), address: z.string() }),
  /** VNI or GRE key. */
  key: z.number().exactOptional(),
  /** `declared`: the engine lists the peer; `observed`: the kernel or Open vSwitch has it. */
  source: z.enum(['declared', 'observed']),
  /** How many endpoints at the far end the near host forwards to through it. */
  endpoints: z.number().exactOptional(),
  mtu: z.number().exactOptional(),
  /** True: the spanning tree blocks it. */
  blocked: z.boolean().exactOptional(),
});

/** Something that is not as it should be: what is declared and what is observed differ, or what is observed can't work. */
export const findingSchema = z.object({
  id: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  hostId: z.string(),
  /** The things it concerns, the foremost first: endpoints, interfaces, tunnels, networks, hosts. */
  about: z.array(z.string()).min(1),
  /** What is the matter, a sentence. */
  message: z.string(),
  /** What to do, a sentence. */
  remedy: z.string(),
});

export type Interface = z.infer<typeof interfaceSchema>;
export type Tunnel = z.infer<typeof tunnelSchema>;
export type Finding = z.infer<typeof findingSchema>;
