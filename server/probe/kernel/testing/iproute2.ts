import { z } from 'zod';
import { defined as some } from '#lib/topology/defined.ts';
import { compareText } from '#lib/topology/order.ts';
import type { LinkFact, StackFact } from '#lib/wires/facts.ts';

const routesSchema = z.array(
  z.object({
    gateway: z.string().optional(),
    via: z.object({ host: z.string() }).optional(),
    dev: z.string().optional(),
    metric: z.number().optional(),
    nexthops: z.array(z.object({ gateway: z.string().optional(), dev: z.string() })).optional(),
  }),
);

/** What iproute2 prints of one namespace, for tests: another program's word for what the reader says. */
export const printedSchema = z.object({
  /** `ip -j -d -s addr` */
  addr: z.array(
    z.object({
      ifindex: z.number(),
      ifname: z.string(),
      flags: z.array(z.string()),
      mtu: z.number(),
      operstate: z.string(),
      link_type: z.string(),
      address: z.string().optional(),
      link: z.string().nullish(),
      link_index: z.number().optional(),
      link_netnsid: z.number().optional(),
      master: z.string().optional(),
      linkinfo: z
        .object({
          info_kind: z.string().optional(),
          info_data: z.record(z.string(), z.unknown()).optional(),
          info_slave_kind: z.string().optional(),
          info_slave_data: z.object({ state: z.string().optional() }).loose().optional(),
        })
        .optional(),
      addr_info: z.array(z.object({ local: z.string(), prefixlen: z.number() })),
      stats64: z.object({ rx: z.record(z.string(), z.number()), tx: z.record(z.string(), z.number()) }),
    }),
  ),
  /** `bridge -j fdb` */
  fdb: z.array(
    z.object({
      mac: z.string(),
      ifname: z.string().optional(),
      dst: z.string().optional(),
      state: z.string().optional(),
    }),
  ),
  /** `ip -j neigh` */
  neigh: z.array(
    z.object({
      dst: z.string(),
      dev: z.string(),
      lladdr: z.string().optional(),
      state: z.array(z.string()).optional(),
    }),
  ),
  /** `ip -j route show default` */
  routes4: routesSchema,
  /** `ip -j -6 route show default` */
  routes6: routesSchema,
});
export type Printed = z.infer<typeof printedSchema>;
type PrintedLink = Printed['addr'][number];

/** Prints what `printedSchema` reads; for `sh -c`. */
export const printAll = `
  echo '{"addr":'; ip -j -d -s addr
  echo ',"fdb":'; bridge -j fdb
  echo ',"neigh":'; ip -j neigh
  echo ',"routes4":'; ip -j route show default
  echo ',"routes6":'; ip -j -6 route show default
  echo '}'`;

export type Comparable = Pick<StackFact, 'links' | 'defaultRoutes' | 'forwarding' | 'neighbours'>;

/** The same facts, from what iproute2 printed. */
export function factsOf({ addr, fdb, neigh, routes4, routes6 }: Printed): Comparable {
  const vxlan = new Set(
    addr.filter(({ linkinfo }) => linkinfo?.info_kind === 'vxlan').map((link) => link.ifname),
  );
  return inOrder({
    links: addr.map((link) => linkOf(link, addr)),
    defaultRoutes: [...routes4, ...routes6].flatMap(({ dev, metric, nexthops, gateway, via }) =>
      (nexthops ?? [{ dev, gateway: gateway ?? via?.host }]).flatMap((hop) =>
        hop.dev === undefined ? [] : [{ device: hop.dev, ...some({ gateway: hop.gateway, metric }) }],
      ),
    ),
    forwarding: fdb.flatMap(({ mac, ifname, dst, state }) =>
      ifname !== undefined && dst !== undefined && vxlan.has(ifname) && !/^2[23]\d\./.test(dst)
        ? [{ device: ifname, mac, to: dst, permanent: state === 'permanent' }]
        : [],
    ),
    neighbours: neigh.flatMap(({ dst, dev, lladdr, state }) =>
      vxlan.has(dev) && lladdr !== undefined && !state?.includes('FAILED')
        ? [{ device: dev, address: dst, mac: lladdr }]
        : [],
    ),
  });
}

/** Dumps come in no promised order. */
export function inOrder({ links, defaultRoutes, forwarding, neighbours }: Comparable): Comparable {
  const sorted = <T>(list: readonly T[]) =>
    list.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  return {
    links: links.toSorted((a, b) => a.index - b.index),
    defaultRoutes: sorted(defaultRoutes),
    forwarding: sorted(forwarding.map(({ device, mac, to, permanent }) => ({ device, mac, to, permanent }))),
    neighbours: sorted(neighbours.map(({ device, address, mac }) => ({ device, address, mac }))),
  };
}

/** What is the same whenever it is read. */
export function withoutCounters({ links, ...more }: Comparable): Comparable {
  return { ...more, links: links.map(({ counters, ...link }) => link) };
}

function linkOf(link: PrintedLink, all: readonly PrintedLink[]): LinkFact {
  const { ifindex, ifname, mtu, flags, linkinfo: info, stats64 } = link;
  const indexOf = (name: string | null | undefined) => all.find((other) => other.ifname === name)?.ifindex;
  const peer = link.link_index ?? indexOf(link.link);
  const hangs = peer !== undefined && !(info?.info_kind === 'vxlan' && peer === ifindex);
  const data = z.record(z.string(), z.unknown()).parse(info?.info_data ?? {});
  return {
    index: ifindex,
    name: ifname,
    kind: info?.info_kind ?? (link.link_type === 'loopback' ? 'loopback' : 'device'),
    mtu,
    up: flags.includes('UP'),
    state: link.operstate.toLowerCase(),
    addresses: link.addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`),
    ...some({
      mac: link.link_type === 'ether' ? link.address : undefined,
      master: indexOf(link.master),
      peerIndex: hangs ? peer : undefined,
      peerNamespace: hangs ? link.link_netnsid : undefined,
      bridge:
        info?.info_kind === 'bridge'
          ? { stp: data.stp_state !== 0, vlanFiltering: data.vlan_filtering === 1 }
          : undefined,
      port:
        info?.info_slave_kind === 'bridge'
          ? z
              .object({ state: z.enum(['disabled', 'listening', 'learning', 'forwarding', 'blocking']) })
              .parse(info.info_slave_data)
          : undefined,
      vxlan:
        info?.info_kind === 'vxlan'
          ? {
              vni: Number(data.id),
              port: Number(data.port),
              ...some({ local: textOf(data.local ?? data.local6) }),
            }
          : undefined,
    }),
    counters: {
      rxBytes: stats64.rx.bytes ?? -1,
      rxPackets: stats64.rx.packets ?? -1,
      rxErrors: stats64.rx.errors ?? -1,
      rxDropped: stats64.rx.dropped ?? -1,
      txBytes: stats64.tx.bytes ?? -1,
      txPackets: stats64.tx.packets ?? -1,
      txErrors: stats64.tx.errors ?? -1,
      txDropped: stats64.tx.dropped ?? -1,
    },
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
