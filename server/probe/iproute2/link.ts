import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { LinkFact, PortState } from '#lib/wires/facts.ts';
import { hardwareAddress } from '../hardware-address.ts';
import { keyNumber } from './tunnel-key.ts';

const count = z.number().catch(0);
const directionSchema = z.object({ bytes: count, packets: count, errors: count, dropped: count });

/** Of a device's own kind (`info_data`); the same name may mean another thing for another kind. */
const dataSchema = z.object({
  stp_state: z.number().optional().catch(undefined),
  vlan_filtering: z.number().optional().catch(undefined),
  id: z.number().optional().catch(undefined),
  port: z.number().optional().catch(undefined),
  local: z.string().optional().catch(undefined),
  local6: z.string().optional().catch(undefined),
  remote: z.string().optional().catch(undefined),
  remote6: z.string().optional().catch(undefined),
  ikey: z.union([z.string(), z.number()]).optional().catch(undefined),
  okey: z.union([z.string(), z.number()]).optional().catch(undefined),
});

/** An element of `ip -j -d -s addr show`. */
export const linkSchema = z.object({
  ifindex: z.number(),
  ifname: z.string(),
  /** The other link's index, if that is in another namespace. */
  link_index: z.number().optional().catch(undefined),
  /** The other link's name, if it is in this one. */
  link: z.string().nullish().catch(undefined),
  link_netnsid: z.number().optional().catch(undefined),
  flags: z.array(z.string()).catch([]),
  mtu: z.number(),
  operstate: z.string().catch('unknown'),
  link_type: z.string().catch(''),
  address: z.string().optional().catch(undefined),
  master: z.string().optional().catch(undefined),
  linkinfo: z
    .object({
      info_kind: z.string().optional().catch(undefined),
      info_data: dataSchema.optional().catch(undefined),
      info_slave_kind: z.string().optional().catch(undefined),
      info_slave_data: z
        .object({ state: z.string().catch('') })
        .optional()
        .catch(undefined),
    })
    .catch({}),
  addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number() }).nullable().catch(null)).catch([]),
  stats64: z.object({ rx: directionSchema, tx: directionSchema }).optional().catch(undefined),
});

export type PrintedLink = z.infer<typeof linkSchema>;

const portStates: ReadonlySet<string> = new Set<PortState>([
  'disabled',
  'listening',
  'learning',
  'forwarding',
  'blocking',
]);
const isPortState = (state: string): state is PortState => portStates.has(state);

/** Kinds whose `local`, `remote` and key say where a tunnel leads. */
const tunnels = /^(gre|gretap|ip6gre|ip6gretap|erspan|ip6erspan|geneve|ipip|sit|ip6tnl|vti|vti6)$/;

/** What iproute2 printed of one namespace's devices → its links. */
export function linksOf(printed: readonly PrintedLink[]): LinkFact[] {
  const byName = new Map(printed.map(({ ifname, ifindex }) => [ifname, ifindex]));
  return printed.map((link) => linkFact(link, byName));
}

function linkFact(link: PrintedLink, byName: ReadonlyMap<string, number>): LinkFact {
  const { info_kind, info_data = {}, info_slave_kind, info_slave_data } = link.linkinfo;
  const kind = info_kind ?? (link.link_type === 'loopback' ? 'loopback' : 'device');
  const state = info_slave_data?.state ?? '';
  return defined({
    index: link.ifindex,
    name: link.ifname,
    kind,
    mtu: link.mtu,
    up: link.flags.includes('UP'),
    state: link.operstate.toLowerCase(),
    mac: hardwareAddress(link.address),
    ...peerOf(link, byName),
    master: link.master === undefined ? undefined : byName.get(link.master),
    addresses: link.addr_info.flatMap((address) =>
      address ? [`${address.local}/${address.prefixlen}`] : [],
    ),
    bridge:
      kind === 'bridge'
        ? { stp: (info_data.stp_state ?? 0) > 0, vlanFiltering: (info_data.vlan_filtering ?? 0) > 0 }
        : undefined,
    port: info_slave_kind === 'bridge' && isPortState(state) ? { state } : undefined,
    vxlan:
      kind === 'vxlan' && info_data.id !== undefined
        ? defined({
            vni: info_data.id,
            port: info_data.port ?? 0,
            local: info_data.local ?? info_data.local6,
          })
        : undefined,
    tunnel: tunnels.test(kind)
      ? defined({
          local: addressOf(info_data.local ?? info_data.local6),
          remote: addressOf(info_data.remote ?? info_data.remote6),
          key: kind === 'geneve' ? info_data.id : keyNumber(info_data.okey ?? info_data.ikey),
        })
      : undefined,
    counters: countersOf(link),
  });
}

/** A vxlan without a device below it names itself, by the index it had where it was made. */
function peerOf(
  link: PrintedLink,
  byName: ReadonlyMap<string, number>,
): Pick<LinkFact, 'peerIndex' | 'peerNamespace'> {
  if (link.link_index !== undefined && link.link_index > 0) {
    if (link.linkinfo.info_kind === 'vxlan' && link.link_index === link.ifindex) return {};
    return defined({ peerIndex: link.link_index, peerNamespace: link.link_netnsid });
  }
  const index = link.link ? byName.get(link.link) : undefined;
  return index === undefined || index === link.ifindex ? {} : { peerIndex: index };
}

/** `any` is none. */
function addressOf(address: string | undefined): string | undefined {
  return address === 'any' ? undefined : address;
}

function countersOf({ stats64 }: PrintedLink): LinkFact['counters'] {
  if (!stats64) return undefined;
  const { rx, tx } = stats64;
  return {
    rxBytes: rx.bytes,
    rxPackets: rx.packets,
    rxErrors: rx.errors,
    rxDropped: rx.dropped,
    txBytes: tx.bytes,
    txPackets: tx.packets,
    txErrors: tx.errors,
    txDropped: tx.dropped,
  };
}
